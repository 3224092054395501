//! The official Rust SDK, one row of the table client × feature for each era.

mod handler;
mod login;
mod row;
mod steps;

use std::{env, error::Error, time::Duration};

use rmcp::{model::ProtocolVersion, service::ClientLifecycleMode};

pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    tokio::time::timeout(Duration::from_secs(150), in_both_eras()).await?
}

async fn in_both_eras() -> Outcome<()> {
    let modern = ClientLifecycleMode::Discover { preferred_versions: vec![ProtocolVersion::V_2026_07_28] };
    steps::walk("2026-07-28", modern).await?;
    steps::walk("2025-11-25", ClientLifecycleMode::Initialize).await
}

pub fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

pub fn mcp_url() -> String {
    variable("GATEHOUSE_ORIGIN") + "/mcp"
}

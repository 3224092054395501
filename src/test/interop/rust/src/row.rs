use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use crate::{Outcome, variable};

/// One client's row of the table client × feature: what it was seen to do, and what it was seen to lack. As lib/row.mjs.
pub struct Row {
    client: &'static str,
    revision: &'static str,
    features: Map<String, Value>,
    remarks: Vec<&'static str>,
}

impl Row {
    pub fn new(client: &'static str, revision: &'static str) -> Self {
        Self { client, revision, features: Map::new(), remarks: Vec::new() }
    }

    pub fn does(&mut self, feature: &str) {
        println!("{} {}: {feature}", self.client, self.revision);
        self.features.insert(feature.to_owned(), true.into());
    }

    /// Only after it was seen: the remark goes into src/docs/clients.md.
    pub fn lacks(&mut self, feature: &str, remark: &'static str) {
        println!("{} {}: not {feature}: {remark}", self.client, self.revision);
        self.features.insert(feature.to_owned(), false.into());
        self.remarks.push(remark);
    }

    pub fn write(&self) -> Outcome<()> {
        let json = json!({
            "client": self.client, "revision": self.revision, "features": self.features, "remarks": self.remarks,
        });
        let name = format!("{}-{}.json", self.client, self.revision).replace(' ', "-");
        Ok(fs::write(Path::new(&variable("ROWS")).join(name), serde_json::to_string_pretty(&json)?)?)
    }
}

/// Stops the servers and starts them again; clients, grants and sessions are gone, the signing key only on demand.
pub async fn restart(query: &str) -> Outcome<()> {
    let reply = reqwest::Client::new().post(variable("GATEHOUSE_RESTART") + query).send().await?;
    assert_eq!(reply.status().as_u16(), 204, "restart");
    Ok(())
}

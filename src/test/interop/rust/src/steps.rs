use std::error::Error;

use rmcp::{
    ServiceError,
    model::{CallToolRequestParams, CallToolResult},
    service::{ClientInitializeError, ClientLifecycleMode, ClientServiceExt, RoleClient, RunningService},
    transport::{
        AuthClient, AuthorizationManager, StreamableHttpClientTransport, auth::WWWAuthenticateParams,
        streamable_http_client::StreamableHttpClientTransportConfig,
    },
};
use serde_json::{Value, json};

use crate::{
    Outcome,
    handler::Handler,
    login::{log_in, step_up},
    mcp_url,
    row::{Row, restart},
};

type Session = RunningService<RoleClient, Handler>;
type Client = AuthClient<reqwest::Client>;

/// Walks the table's features in the era of this lifecycle.
pub async fn walk(revision: &'static str, lifecycle: ClientLifecycleMode) -> Outcome<()> {
    let mut row = Row::new("rmcp 3.11.0", revision);
    let known = logged_in(&lifecycle).await?;
    let session = connect(&known, &lifecycle).await?;
    assert_eq!(session.peer().peer_info().expect("negotiated").protocol_version.as_str(), revision);
    row.does("log in");
    assert_eq!(session.list_tools(None).await?.tools[0].name, "whoami");
    row.does("list");
    assert_eq!(echo(&session).await?, "hihi");
    row.does("call");
    call(&session, "test_tool_with_progress", json!({})).await?;
    assert_eq!(session.service().progress(), [0.0, 50.0, 100.0]);
    row.does("progress");
    let asked = call(&session, "test_elicitation", json!({ "message": "who?" })).await?;
    assert!(asked.contains("alice@example.com"), "{asked}");
    row.does("elicitation");
    leaves_step_up_to_the_application(&mut row, &known, &session).await?;
    known.auth_manager.lock().await.refresh_token().await?;
    assert_eq!(echo(&session).await?, "hihi");
    restart("").await?;
    assert_eq!(echo(&session).await?, "hihi");
    row.does("restart");
    keeps_a_forgotten_registration(&mut row, &session, &lifecycle).await?;
    row.write()
}

async fn logged_in(lifecycle: &ClientLifecycleMode) -> Outcome<Client> {
    let stranger = client(AuthorizationManager::new(mcp_url()).await?);
    let refused = connect(&stranger, lifecycle).await.expect_err("nobody is logged in");
    Ok(client(log_in(refused.auth_challenge().expect("a challenge")).await?))
}

async fn leaves_step_up_to_the_application(row: &mut Row, client: &Client, session: &Session) -> Outcome<()> {
    let refused = add_note(session).await.expect_err("the scope is missing");
    let challenge = WWWAuthenticateParams::parse(refused.auth_challenge().expect("a challenge"), &mcp_url().parse()?);
    assert!(challenge.is_insufficient_scope());
    step_up(&*client.auth_manager.lock().await, challenge.scope.as_deref().expect("a scope")).await?;
    add_note(session).await?;
    row.lacks("step-up", "hands the challenge to the application, which asks for more with `request_scope_upgrade`");
    Ok(())
}

async fn keeps_a_forgotten_registration(row: &mut Row, session: &Session, lifecycle: &ClientLifecycleMode) -> Outcome<()> {
    restart("?key=new").await?;
    let refused = echo(session).await.expect_err("all is forgotten");
    assert!(refused.auth_challenge().is_none() && chain(&refused).contains("invalid_client"), "{}", chain(&refused));
    let again = logged_in(lifecycle).await?;
    assert_eq!(echo(&connect(&again, lifecycle).await?).await?, "hihi");
    row.lacks("forgotten", "keeps a forgotten registration until the application drops it");
    Ok(())
}

/// The error and its causes, which are where the library tells what was answered.
fn chain(error: &dyn Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", chain(cause)),
        None => error.to_string(),
    }
}

fn client(manager: AuthorizationManager) -> Client {
    AuthClient::new(reqwest::Client::new(), manager)
}

async fn connect(client: &Client, lifecycle: &ClientLifecycleMode) -> Result<Session, ClientInitializeError> {
    let config = StreamableHttpClientTransportConfig::with_uri(mcp_url());
    let transport = StreamableHttpClientTransport::with_client(client.clone(), config);
    Handler::default().serve_with_lifecycle(transport, lifecycle.clone()).await
}

async fn echo(session: &Session) -> Result<String, ServiceError> {
    call(session, "echo", json!({ "message": "hi", "repeat_count": 2 })).await
}

async fn add_note(session: &Session) -> Result<String, ServiceError> {
    call(session, "add_note", json!({ "note": "stepped up" })).await
}

async fn call(session: &Session, tool: &'static str, arguments: Value) -> Result<String, ServiceError> {
    let Value::Object(arguments) = arguments else { panic!("arguments are an object") };
    session.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await.map(text)
}

fn text(result: CallToolResult) -> String {
    result.content[0].as_text().expect("a text").text.clone()
}

use std::process::{Command, Stdio};

use rmcp::transport::auth::{AuthorizationCallback, AuthorizationManager, AuthorizationRequest, OAuthState};

use crate::{Outcome, mcp_url, variable};

const CALLBACK: &str = "http://127.0.0.1:1/callback";

/// From a challenge to tokens: discovery, registration, PKCE and code are the library's, the person is ours.
pub async fn log_in(challenge: &str) -> Outcome<AuthorizationManager> {
    let mut state = OAuthState::new(mcp_url(), None).await?;
    let request = AuthorizationRequest::new(CALLBACK)
        .with_initial_scope_selection()
        .with_client_name("rmcp")
        .with_challenge(challenge);
    state.start_authorization(request).await?;
    let answer = approve(&state.get_authorization_url().await?)?;
    state.handle_callback_url(&answer).await?;
    Ok(state.into_authorization_manager().expect("authorized"))
}

/// Asks for one more scope, as the library leaves it to the application.
pub async fn step_up(manager: &AuthorizationManager, scope: &str) -> Outcome<()> {
    let answer = approve(&manager.request_scope_upgrade(scope).await?)?;
    let callback = AuthorizationCallback::from_redirect_url(&answer)?;
    manager
        .exchange_code_for_token_with_issuer(&callback.code, &callback.csrf_token, callback.issuer.as_deref())
        .await?;
    Ok(())
}

/// Logs alice in and allows what is asked for; the address that the browser is then sent to.
fn approve(authorization_url: &str) -> Outcome<String> {
    let script = "import sys, text_browser; print(text_browser.approve(sys.argv[1]))";
    let printed = Command::new(variable("PYTHON"))
        .args(["-c", script, authorization_url])
        .current_dir(variable("CLIENTS"))
        .stderr(Stdio::inherit())
        .output()?;
    Ok(String::from_utf8(printed.stdout)?.trim().to_owned())
}

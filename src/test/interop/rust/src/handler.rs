use std::sync::{Arc, Mutex};

use rmcp::{
    ClientHandler, ErrorData,
    model::{
        ClientCapabilities, ClientConfig, ElicitRequestParams, ElicitResult, ElicitationAction, ElicitationCapability,
        Implementation, ProgressNotificationParam,
    },
    service::{NotificationContext, RequestContext, RoleClient},
};
use serde_json::json;

/// Answers a form, and notes progress.
#[derive(Clone, Debug, Default)]
pub struct Handler {
    progress: Arc<Mutex<Vec<f64>>>,
}

impl Handler {
    pub fn progress(&self) -> Vec<f64> {
        self.progress.lock().unwrap().clone()
    }
}

impl ClientHandler for Handler {
    fn get_info(&self) -> ClientConfig {
        let mut capabilities = ClientCapabilities::default();
        capabilities.elicitation = Some(ElicitationCapability::default());
        ClientConfig::new(capabilities, Implementation::new("rmcp", "3.11.0"))
    }

    async fn create_elicitation(
        &self,
        _request: ElicitRequestParams,
        _context: RequestContext<RoleClient>,
    ) -> Result<ElicitResult, ErrorData> {
        let person = json!({ "username": "alice", "email": "alice@example.com" });
        Ok(ElicitResult::new(ElicitationAction::Accept).with_content(person))
    }

    async fn on_progress(&self, params: ProgressNotificationParam, _context: NotificationContext<RoleClient>) {
        self.progress.lock().unwrap().push(params.progress);
    }
}

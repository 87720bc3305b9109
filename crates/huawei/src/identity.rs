//! The typed operations of the identity service, and finding a project by its region.

use phonevault_core::error::Reached;
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::models::{
    CreateTemporaryAccessKeyByAgencyRequest, CreateTemporaryAccessKeyByTokenRequest,
    KeystoneCreateUserTokenByPasswordRequest, KeystoneCreateUserTokenByPasswordResponse,
    KeystoneListProjectsRequest, KeystoneListProjectsResponse, TemporaryAccessKeyResponse,
};
use crate::operations;
use crate::typed::TypedRequest as _;

impl Client {
    /// A token of a user by its password (IAM), for [`ClientBuilder::token`](crate::ClientBuilder::token). It lives for 24
    /// hours; a new one does not revoke the old one. Neither keys nor a token of the client are sent.
    ///
    /// # Errors
    /// Those of every call. [`ErrorKind::Authentication`] means a wrong name or password: never repeat it, since that locks
    /// the user.
    pub async fn keystone_create_user_token_by_password(
        &self,
        request: &KeystoneCreateUserTokenByPasswordRequest,
    ) -> Result<KeystoneCreateUserTokenByPasswordResponse> {
        self.execute(request).await
    }

    /// Projects of the account (IAM). The project of a region is called like the region.
    pub async fn keystone_list_projects(
        &self,
        request: &KeystoneListProjectsRequest,
    ) -> Result<KeystoneListProjectsResponse> {
        self.execute(request).await
    }

    /// Temporary keys of the user that a token belongs to (IAM): 900 s unless the request says otherwise.
    pub async fn create_temporary_access_key_by_token(
        &self,
        request: &CreateTemporaryAccessKeyByTokenRequest,
    ) -> Result<TemporaryAccessKeyResponse> {
        self.execute(request).await
    }

    /// Temporary keys of an agency, by which another account lends rights to this one (IAM): 900 s unless the request says
    /// otherwise. It needs a token with the role Agent Operator.
    pub async fn create_temporary_access_key_by_agency(
        &self,
        request: &CreateTemporaryAccessKeyByAgencyRequest,
    ) -> Result<TemporaryAccessKeyResponse> {
        self.execute(request).await
    }

    /// The id of the project of this client's region, for [`ClientBuilder::project_id`](crate::ClientBuilder::project_id).
    /// Needs no project itself: see [`ClientBuilder::identity_only`](crate::ClientBuilder::identity_only).
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::NotFound`] if there is no such project, and [`ErrorKind::Conflict`] with the ids if
    /// there are several (PY-CORE auth/credentials.py).
    pub async fn find_project_id(&self) -> Result<String> {
        let region = &*self.inner.region;
        let mut found =
            self.keystone_list_projects(&KeystoneListProjectsRequest::named(region)).await?.projects;
        // A project of another name would be a wrong one, whatever was asked for.
        found.retain(|project| project.name.as_deref().is_none_or(|name| name == region));
        let last = found.pop();
        let (kind, message) = match (last, found.is_empty()) {
            (Some(project), true) => return Ok(project.id),
            (None, _) => {
                (ErrorKind::NotFound, format!("there is no project called `{region}`; name the project id"))
            }
            (Some(last), false) => {
                let ids: Vec<&str> = found.iter().chain([&last]).map(|project| &*project.id).collect();
                let ids = ids.join(", ");
                (
                    ErrorKind::Conflict,
                    format!("several projects are called `{region}`: {ids}; name the project id"),
                )
            }
        };
        let operation = operations::known(KeystoneListProjectsRequest::OPERATION)?.operation();
        Err(Error::for_operation(kind, &operation, Reached::Refused, message))
    }
}

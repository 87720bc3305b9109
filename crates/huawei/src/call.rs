//! `call`: every operation by its name, with one flat JSON object of parameters.

use std::time::SystemTime;

use phonevault_core::Result;
use phonevault_core::pipeline::Answer;
use phonevault_core::secret::Secret;
use phonevault_core::transport::HttpRequest;
use phonevault_core::validate::{Violations, parameters, says_nothing};
use serde_json::{Map, Value};

use crate::client::{Client, complete, decoded, lacking};
use crate::hidden;
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, CreateTemporaryAccessKeyByAgencyRequest,
    CreateTemporaryAccessKeyByTokenRequest, InstallApkRequest, KeystoneCreateUserTokenByPasswordRequest,
    KeystoneListProjectsRequest, ListCloudPhoneImagesRequest, ListCloudPhonesRequest, ListImagesRequest,
    ListJobsRequest, PushFileRequest, ResetCloudPhoneRequest, RestartCloudPhoneRequest,
    RunShellCommandRequest, RunSyncCommandRequest, ShowCloudPhoneDetailRequest, ShowJobRequest,
    StopCloudPhoneRequest, UninstallApkRequest,
};
use crate::operations::{self, OperationSpec};
use crate::sign::as_it_is;
use crate::typed::{TypedRequest, read};
use crate::validate::check_untyped_phones;

/// A request that is ready but for date and signature.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    /// The operation.
    pub(crate) spec: &'static OperationSpec,
    /// The request with its unsigned header fields.
    pub(crate) request: HttpRequest,
    /// The secrets that it carries beside the proof of the client.
    pub(crate) secrets: Vec<Secret>,
}

impl Prepared {
    /// Whether the client adds no proof of its own: none is needed, or the request carries a token already.
    pub(crate) fn is_proven(&self) -> bool {
        self.spec.unsigned || self.spec.headers.iter().any(|name| self.request.headers.get(name).is_some())
    }
}

/// Runs `$then` with `$request` standing for the request type of a typed operation, else `$other`.
macro_rules! by_operation {
    ($spec:expr, $request:ident => $then:expr, else $other:expr, types $($type:ident),+) => {
        match $spec.name {
            $(<$type as TypedRequest>::OPERATION => {
                type $request = $type;
                $then
            })+
            _ => $other,
        }
    };
    ($spec:expr, $request:ident => $then:expr, else $other:expr) => {
        by_operation!($spec, $request => $then, else $other, types
            BatchStorageRequest, BatchRestoreRequest, ShowJobRequest, ListJobsRequest, ListCloudPhonesRequest,
            ShowCloudPhoneDetailRequest, StopCloudPhoneRequest, RestartCloudPhoneRequest,
            ResetCloudPhoneRequest, ListCloudPhoneImagesRequest, ListImagesRequest, RunSyncCommandRequest,
            RunShellCommandRequest, PushFileRequest, InstallApkRequest, UninstallApkRequest,
            KeystoneCreateUserTokenByPasswordRequest, KeystoneListProjectsRequest,
            CreateTemporaryAccessKeyByTokenRequest, CreateTemporaryAccessKeyByAgencyRequest)
    };
}

impl Client {
    /// Calls any operation by its vendor's name, in any case of letters; `batch_restore` and `batch_storage` are
    /// known as well. `params` is one flat object: names go to path, query, header or body by the operation's table, the
    /// project id comes from the client.
    ///
    /// The answer is the vendor's JSON, fields that come in its header included; `null` for an answer without content
    /// (status 204). Those of operations that are `sensitive` hold secrets or outputs of commands, as they came.
    ///
    /// # Errors
    /// Beside those of every call [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) for an
    /// operation that is in no table, for parameters that are missing, and for what a typed operation's own
    /// method would refuse.
    pub async fn call(&self, operation: &str, params: Value) -> Result<Value> {
        let spec = operations::find(operation)?;
        let params = object(spec, params)?;
        by_operation!(spec, Request => self.call_typed::<Request>(spec, params).await, else {
            self.check_untyped(spec, &params)?;
            let (answer, _) = self.send(self.encode(spec, params)?).await?;
            value(spec, &answer)
        })
    }

    /// The request of [`Client::call`] without date and signature; nothing is sent.
    ///
    /// # Errors
    /// Those of [`Client::call`] that come before the send.
    pub fn prepare(&self, operation: &str, params: Value) -> Result<HttpRequest> {
        self.prepared(operation, params).map(|prepared| prepared.request)
    }

    fn prepared(&self, operation: &str, params: Value) -> Result<Prepared> {
        let spec = operations::find(operation)?;
        let params = object(spec, params)?;
        let params = by_operation!(spec, Request => self.typed_params::<Request>(spec, params)?.0, else {
            self.check_untyped(spec, &params)?;
            params
        });
        self.encode(spec, params)
    }

    /// The request of [`Client::call`] signed but not sent: what would go on the wire, signature and session
    /// token included. `at` pins the date, default now. This cloud's signature has no nonce: `nonce` is there so
    /// that both clouds are called the same, and changes nothing.
    ///
    /// # Errors
    /// Those of [`Client::call`] that come before the send.
    pub async fn dry_run(
        &self,
        operation: &str,
        params: Value,
        at: Option<SystemTime>,
        nonce: Option<&str>,
    ) -> Result<HttpRequest> {
        let _ = nonce;
        let prepared = self.prepared(operation, params)?;
        let context = self.injected();
        let time = at.unwrap_or_else(|| context.clock.now());
        let signed = if prepared.is_proven() {
            as_it_is(prepared.request)
        } else {
            self.inner.signer.sign_at(prepared.request, context, time).await
        };
        signed.map_err(|error| error.with_operation(&prepared.spec.operation()))
    }

    async fn call_typed<R: TypedRequest>(
        &self,
        spec: &'static OperationSpec,
        params: Map<String, Value>,
    ) -> Result<Value> {
        let (params, request) = self.typed_params::<R>(spec, params)?;
        let (answer, secrets) = self.send(self.encode(spec, params)?).await?;
        match request {
            Some(request) => complete(spec, &request, &answer, &secrets).map(|_| ())?,
            None => {
                let mut decoded = decoded(spec, &answer)?;
                R::hide(&mut decoded, &secrets);
                R::complete_alone(&decoded).map_err(|incomplete| lacking(spec, &answer, incomplete))?;
            }
        }
        value(spec, &answer)
    }

    /// The parameters as the typed method would send them; as they are if rules are skipped. The answer is checked all
    /// the same, against the request if that can be read.
    fn typed_params<R: TypedRequest>(
        &self,
        spec: &OperationSpec,
        mut params: Map<String, Value>,
    ) -> Result<(Map<String, Value>, Option<R>)> {
        if self.options.skip_rules {
            let request = read(spec, &params).ok();
            return Ok((params, request));
        }
        let request = read(spec, &params).map_err(|error| error.with_operation(&spec.operation()));
        let project_id = params.get("project_id").cloned();
        hidden::wipe(spec, &mut params);
        let request: R = request?;
        self.check(spec, &request)?;
        let mut own = request.params()?;
        if let Some(project_id) = project_id {
            own.insert("project_id".to_owned(), project_id);
        }
        Ok((own, Some(request)))
    }

    /// What the table alone knows: mandatory parameters, and the one that decides between operations of the same
    /// path.
    fn check_untyped(&self, spec: &OperationSpec, params: &Map<String, Value>) -> Result<()> {
        if self.options.skip_rules {
            return Ok(());
        }
        let mut violations = Violations::new();
        violations.parameters(spec.name, params, spec.mandatory, spec.most);
        check_untyped_phones(params, &mut violations);
        if let Some((name, values)) = spec.switch {
            let value = params.get(name).filter(|value| !says_nothing(Some(value)));
            let allowed = value.is_none_or(|value| value.as_str().is_some_and(|text| values.contains(&text)));
            violations.require(allowed, name, format!("must be {} for {}", values.join(" or "), spec.name));
        }
        violations.into_result().map_err(|error| error.with_operation(&spec.operation()))
    }
}

fn object(spec: &OperationSpec, params: Value) -> Result<Map<String, Value>> {
    parameters(params).map_err(|error| error.with_operation(&spec.operation()))
}

/// The vendor answers with JSON objects only.
fn value(spec: &OperationSpec, answer: &Answer) -> Result<Value> {
    if answer.status == 204 && answer.body.is_empty() {
        return Ok(Value::Null);
    }
    let operation = spec.operation();
    let value: Value = decoded(spec, answer)?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(answer.malformed(&operation, "the answer is no JSON object"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_table_calls_typed_has_a_type_and_nothing_else_has() {
        for spec in operations::all() {
            let typed: Option<&str> =
                by_operation!(spec, Request => Some(<Request as TypedRequest>::OPERATION), else None);
            assert_eq!(typed, spec.typed.then_some(spec.name), "{}", spec.name);
        }
    }
}

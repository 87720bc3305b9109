//! `call`: every operation by its name, with one flat JSON object of parameters.

use std::time::SystemTime;

use phonevault_core::Result;
use phonevault_core::pipeline::Answer;
use phonevault_core::transport::HttpRequest;
use phonevault_core::validate::{Violations, parameters, says_nothing};
use serde_json::{Map, Value};

use crate::client::{Client, complete};
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, ListCloudPhoneImagesRequest, ListCloudPhonesRequest,
    ListJobsRequest, RestartCloudPhoneRequest, ShowCloudPhoneDetailRequest, ShowJobRequest,
    StopCloudPhoneRequest,
};
use crate::operations::{self, OperationSpec};
use crate::typed::{TypedRequest, read};
use crate::validate::check_untyped_phones;

/// A request that is ready but for date and signature.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    /// The operation.
    pub(crate) spec: &'static OperationSpec,
    /// The request with its unsigned header fields.
    pub(crate) request: HttpRequest,
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
            ListCloudPhoneImagesRequest)
    };
}

impl Client {
    /// Calls any operation by its vendor's name, in any case of letters; `batch_restore` and `batch_storage` are
    /// known as well. `params` is one flat object: names go to path, query or body by the operation's table, the
    /// project id comes from the client.
    ///
    /// The answer is the vendor's JSON; `null` for an answer without content (status 204).
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
            let answer = self.send(self.encode(spec, params)?).await?;
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
        let signed = self.inner.signer.sign_at(prepared.request, context, time).await;
        signed.map_err(|error| error.with_operation(&prepared.spec.operation()))
    }

    async fn call_typed<R: TypedRequest>(
        &self,
        spec: &'static OperationSpec,
        params: Map<String, Value>,
    ) -> Result<Value> {
        let (params, request) = self.typed_params::<R>(spec, params)?;
        let answer = self.send(self.encode(spec, params)?).await?;
        match request {
            Some(request) => complete(spec, &request, &answer).map(|_| ())?,
            None => R::complete_alone(&answer.decode(&spec.operation())?)
                .map_err(|incomplete| answer.malformed(&spec.operation(), &incomplete.why))?,
        }
        value(spec, &answer)
    }

    /// The parameters as the typed method would send them; as they are if rules are skipped. The answer is checked all
    /// the same, against the request if that can be read.
    fn typed_params<R: TypedRequest>(
        &self,
        spec: &OperationSpec,
        params: Map<String, Value>,
    ) -> Result<(Map<String, Value>, Option<R>)> {
        if self.options.skip_rules {
            let request = read(spec, &params).ok();
            return Ok((params, request));
        }
        let request: R = read(spec, &params).map_err(|error| error.with_operation(&spec.operation()))?;
        self.check(spec, &request)?;
        let mut own = request.params()?;
        if let Some(project_id) = params.get("project_id") {
            own.insert("project_id".to_owned(), project_id.clone());
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
        if ["phone_ids", "server_ids"].iter().all(|name| spec.body.contains(name)) {
            let given = !says_nothing(params.get("phone_ids")) || !says_nothing(params.get("server_ids"));
            violations.require(given, "phone_ids", "is mandatory unless server_ids is given");
        }
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
    let value: Value = answer.decode(&operation)?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(answer.malformed(&operation, "the answer is no JSON object"))
    }
}

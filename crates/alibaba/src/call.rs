//! The one way on the wire: parameters as a flat JSON object, validated, placed, signed, sent, decoded.

use std::time::SystemTime;

use phonevault_core::credentials::Keys;
use phonevault_core::hidden::{Hiding, gather};
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::secret::{self, Secret};
use phonevault_core::transport::{HttpRequest, Method};
use phonevault_core::validate::{Violations, parameters};
use phonevault_core::{Error, ErrorKind, Result};
use serde_json::{Map, Value};

use crate::CLOUD;
use crate::client::Client;
use crate::encode::place;
use crate::operations::{self, OperationSpec, Service};
use crate::sign::{sign, with_key_id};
use crate::sign_rpc::{Rpc, sign_rpc, without_keys};
use crate::typed::{TYPED, Typed, TypedCheck, decode};
use crate::validate::check_untyped;

/// The version of the product's interface.
const VERSION: &str = "2023-09-30";
/// The version of the interface of STS.
const STS_VERSION: &str = "2015-04-01";

impl Client {
    /// Calls any of the 137 operations, or one of STS. `params` is one flat JSON object with the vendor's names; they travel in the
    /// query or the body by the operation's table. Returns the whole answer.
    ///
    /// **Some operations destroy data or phones**: see [`OperationSpec::destructive`](crate::OperationSpec). Some answers hold
    /// secrets, which are in the result as they came: see `sensitive` there.
    ///
    /// # Errors
    /// [`ErrorKind::Validation`] for an operation in no table, and for a typed operation whatever its method refuses, an
    /// unknown parameter included, unless `skip_rules` is set. For everything that was sent, the error's `applied` says
    /// whether it may have taken effect.
    pub async fn call(&self, operation: &str, params: Value) -> Result<Value> {
        let spec = operations::find(operation)?;
        let (request, secrets) = self.written(spec, params)?;
        let answer = self.dispatch(spec, request, &secrets).await?;
        let operation = spec.operation();
        if let Some(typed) = typed_check(spec) {
            (typed.answer)(&answer, &operation)?;
        }
        whole_answer(spec, &answer, &operation)
    }

    /// The request that [`Client::call`] would sign, without date, nonce and signature. Nothing is sent.
    ///
    /// # Errors
    /// Those of [`Client::call`] that come before sending.
    pub fn prepare(&self, operation: &str, params: Value) -> Result<HttpRequest> {
        Ok(self.written(operations::find(operation)?, params)?.0)
    }

    /// The request for parameters that were checked, and the secrets among them, which themselves are wiped.
    fn written(&self, spec: &OperationSpec, params: Value) -> Result<(HttpRequest, Vec<Secret>)> {
        let mut params = object(params, spec)?;
        let secrets = gather(spec.secrets, &params);
        let request = self.check(spec, &params).and_then(|()| self.request(spec, &params));
        wipe(spec, &mut params);
        Ok((request?, secrets))
    }

    /// The request that [`Client::call`] would send, signed as of `now` with this `nonce`; without them, as of the
    /// present and with a new one. Nothing is sent. The result holds the signature and, for temporary keys, the session
    /// token.
    ///
    /// # Errors
    /// Those of [`Client::call`] that come before sending, [`ErrorKind::Credentials`] among them.
    pub async fn dry_run(
        &self,
        operation: &str,
        params: Value,
        now: Option<SystemTime>,
        nonce: Option<&str>,
    ) -> Result<HttpRequest> {
        let request = self.prepare(operation, params)?;
        let context = self.inner.pipeline.context();
        let spec = operations::find(operation)?;
        let operation = spec.operation();
        let now = now.unwrap_or_else(|| context.clock.now());
        if spec.unsigned {
            return without_keys(&request, now);
        }
        let keys = self.inner.signer.keys.keys(context).await.and_then(Keys::checked);
        let keys = keys.map_err(|error| error.with_operation(&operation))?;
        let nonce = nonce.map_or_else(|| context.random_hex(), str::to_owned);
        let signed = match spec.service {
            Service::Ecp => sign(&with_key_id(request, &keys), &keys, now, &nonce),
            Service::Sts => sign_rpc(&request, &keys, now, &nonce),
        };
        Ok(signed?.request)
    }

    /// Sends a typed request and reads its typed answer.
    pub(crate) async fn send<T: Typed>(&self, request: &T) -> Result<T::Response> {
        Ok(self.exchange(request).await?.0)
    }

    /// Like [`Client::send`], with the whole answer for those that have to refuse its contents.
    pub(crate) async fn exchange<T: Typed>(&self, request: &T) -> Result<(T::Response, Answer)> {
        let spec = operations::find(T::OPERATION)?;
        let operation = spec.operation();
        self.checked(request)?;
        let mut params = match serde_json::to_value(request) {
            Ok(Value::Object(params)) => params,
            Ok(_) => return Err(internal("the request is no object", &operation)),
            Err(error) => return Err(internal(&error.to_string(), &operation)),
        };
        let secrets = gather(spec.secrets, &params);
        let placed = self.request(spec, &params);
        wipe(spec, &mut params);
        let answer = self.dispatch(spec, placed?, &secrets).await?;
        let response = decode::<T>(&answer, &operation)?;
        Ok((response, answer))
    }

    /// Checks the rules of a typed request, unless they are skipped.
    pub(crate) fn checked<T: Typed>(&self, request: &T) -> Result<()> {
        if self.options.skip_rules {
            return Ok(());
        }
        let mut violations = Violations::new();
        request.check(self.rules(), &mut violations);
        let operation = operations::find(T::OPERATION)?.operation();
        violations.into_result().map_err(|error| error.with_operation(&operation))
    }

    fn check(&self, spec: &OperationSpec, params: &Map<String, Value>) -> Result<()> {
        if self.options.skip_rules {
            return Ok(());
        }
        let mut violations = Violations::new();
        match typed_check(spec) {
            Some(typed) => (typed.request)(params, self.rules(), &mut violations),
            None => {
                violations.parameters(spec.name, params, spec.mandatory, spec.most);
                check_untyped(params, &mut violations);
            }
        }
        violations.into_result().map_err(|error| error.with_operation(&spec.operation()))
    }

    async fn dispatch(
        &self,
        spec: &OperationSpec,
        request: HttpRequest,
        secrets: &[Secret],
    ) -> Result<Answer> {
        let (pipeline, signer) = (self.pipeline(), &self.inner.signer);
        let classify = Hiding { classify: &self.inner.classifier, secrets };
        match spec.service {
            Service::Ecp => pipeline.execute(&spec.operation(), request, signer, &classify).await,
            Service::Sts => {
                let rpc = Rpc { keys: (!spec.unsigned).then(|| signer.keys.clone()) };
                pipeline.execute(&spec.operation(), request, &rpc, &classify).await
            }
        }
    }

    fn request(&self, spec: &OperationSpec, params: &Map<String, Value>) -> Result<HttpRequest> {
        let mut placed = place(spec, params).map_err(|error| error.with_operation(&spec.operation()))?;
        if spec.service == Service::Sts {
            for (name, value) in [("Action", spec.name), ("Format", "JSON"), ("Version", STS_VERSION)] {
                placed.query.insert(name.into(), value.into());
            }
            let mut request = HttpRequest::new(Method::Get, self.inner.sts_endpoint.clone(), "/");
            request.query = placed.query_text();
            request.headers.set("accept", "application/json");
            request.headers.set("user-agent", &*self.inner.user_agent);
            return Ok(request);
        }
        let mut request = HttpRequest::new(Method::Post, self.inner.endpoint.clone(), "/");
        request.query = placed.query_text();
        request.body = placed.body_text().into_bytes();
        request.headers.set("accept", "application/json");
        request.headers.set("user-agent", &*self.inner.user_agent);
        request.headers.set("x-acs-action", spec.name);
        request.headers.set("x-acs-version", VERSION);
        if !request.body.is_empty() {
            request.headers.set("content-type", "application/x-www-form-urlencoded");
        }
        Ok(request)
    }
}

/// Our copies of secrets do not stay in memory: everything is wiped, since a secret may also stand at a wrong place.
fn wipe(spec: &OperationSpec, params: &mut Map<String, Value>) {
    if !spec.secrets.is_empty() {
        secret::wipe(params);
    }
}

fn typed_check(spec: &OperationSpec) -> Option<&'static TypedCheck> {
    TYPED.iter().find(|typed| typed.operation == spec.name)
}

fn object(params: Value, spec: &OperationSpec) -> Result<Map<String, Value>> {
    parameters(params).map_err(|error| error.with_operation(&spec.operation()))
}

/// Every answer of the product is an object with a request id. Of STS this is not stated.
fn whole_answer(spec: &OperationSpec, answer: &Answer, operation: &Operation) -> Result<Value> {
    let body = answer.decode::<Map<String, Value>>(operation)?;
    if spec.service == Service::Sts {
        return Ok(Value::Object(body));
    }
    match body.get("RequestId").and_then(Value::as_str) {
        Some(id) if !id.trim().is_empty() => Ok(Value::Object(body)),
        _ => Err(answer.malformed(operation, "the field RequestId is missing or empty")),
    }
}

fn internal(why: &str, operation: &Operation) -> Error {
    Error::new(ErrorKind::Internal, format!("the request cannot be written: {why}"))
        .with_operation(operation)
        .with_cloud(CLOUD)
}

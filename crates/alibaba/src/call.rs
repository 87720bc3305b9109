//! The one way on the wire: parameters as a flat JSON object, validated, placed, signed, sent, decoded.

use std::time::SystemTime;

use phonevault_core::credentials::Keys;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::transport::{HttpRequest, Method};
use phonevault_core::validate::{Violations, parameters};
use phonevault_core::{Error, ErrorKind, Result};
use serde_json::{Map, Value};

use crate::CLOUD;
use crate::client::Client;
use crate::encode::place;
use crate::operations::{self, OperationSpec};
use crate::sign::{sign, with_key_id};
use crate::typed::{TYPED, Typed, TypedCheck, decode};
use crate::validate::check_untyped;

/// The version of the product's interface.
const VERSION: &str = "2023-09-30";

impl Client {
    /// Calls any of the 137 operations. `params` is one flat JSON object with the vendor's names; they travel in the
    /// query or the body by the operation's table. Returns the whole answer.
    ///
    /// **Some operations destroy data or phones**: see [`OperationSpec::destructive`](crate::OperationSpec).
    ///
    /// # Errors
    /// [`ErrorKind::Validation`] for an operation in no table, and for a typed operation whatever its method refuses, an
    /// unknown parameter included, unless `skip_rules` is set. For everything that was sent, the error's `applied` says
    /// whether it may have taken effect.
    pub async fn call(&self, operation: &str, params: Value) -> Result<Value> {
        let spec = operations::find(operation)?;
        let params = object(params, spec)?;
        self.check(spec, &params)?;
        let answer = self.execute(spec, &params).await?;
        let operation = spec.operation();
        if let Some(typed) = typed_check(spec) {
            (typed.answer)(&answer, &operation)?;
        }
        whole_answer(&answer, &operation)
    }

    /// The request that [`Client::call`] would sign, without date, nonce and signature. Nothing is sent.
    ///
    /// # Errors
    /// Those of [`Client::call`] that come before sending.
    pub fn prepare(&self, operation: &str, params: Value) -> Result<HttpRequest> {
        let spec = operations::find(operation)?;
        let params = object(params, spec)?;
        self.check(spec, &params)?;
        self.request(spec, &params)
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
        let operation = operations::find(operation)?.operation();
        let keys = self.inner.signer.keys.keys(context).await.and_then(Keys::checked);
        let keys = keys.map_err(|error| error.with_operation(&operation))?;
        let nonce = nonce.map_or_else(|| context.random_hex(), str::to_owned);
        let now = now.unwrap_or_else(|| context.clock.now());
        Ok(sign(&with_key_id(request, &keys), &keys, now, &nonce)?.request)
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
        let params = match serde_json::to_value(request) {
            Ok(Value::Object(params)) => params,
            Ok(_) => return Err(internal("the request is no object", &operation)),
            Err(error) => return Err(internal(&error.to_string(), &operation)),
        };
        let answer = self.execute(spec, &params).await?;
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

    async fn execute(&self, spec: &OperationSpec, params: &Map<String, Value>) -> Result<Answer> {
        let request = self.request(spec, params)?;
        let (signer, classifier) = (&self.inner.signer, &self.inner.classifier);
        self.pipeline().execute(&spec.operation(), request, signer, classifier).await
    }

    fn request(&self, spec: &OperationSpec, params: &Map<String, Value>) -> Result<HttpRequest> {
        let placed = place(spec, params).map_err(|error| error.with_operation(&spec.operation()))?;
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

fn typed_check(spec: &OperationSpec) -> Option<&'static TypedCheck> {
    TYPED.iter().find(|typed| typed.operation == spec.name)
}

fn object(params: Value, spec: &OperationSpec) -> Result<Map<String, Value>> {
    parameters(params).map_err(|error| error.with_operation(&spec.operation()))
}

/// Every answer of this product is an object with a request id.
fn whole_answer(answer: &Answer, operation: &Operation) -> Result<Value> {
    let body = answer.decode::<Map<String, Value>>(operation)?;
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

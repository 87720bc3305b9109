//! `${name.field.0}` in the data of a scenario.

use serde_json::{Map, Value};

/// What a scenario knows by name.
#[derive(Default)]
pub(super) struct Variables(Map<String, Value>);

impl Variables {
    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// Saves parts of an answer: `{"name": "/json/pointer"}`.
    pub(super) fn save(&mut self, saves: Option<&Value>, answer: &Value) -> Result<(), String> {
        for (name, pointer) in saves.and_then(Value::as_object).into_iter().flatten() {
            let pointer = pointer.as_str().ok_or("save needs JSON pointers")?;
            let found = answer.pointer(pointer).ok_or(format!("there is no {pointer} in {answer}"))?;
            self.set(name, found.clone());
        }
        Ok(())
    }

    /// The value with every variable in it filled in.
    pub(super) fn fill(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => self.fill_text(text)?,
            Value::Array(items) => items.iter().map(|item| self.fill(item)).collect::<Result<_, _>>()?,
            Value::Object(fields) => {
                let filled = fields.iter().map(|(name, value)| Ok((name.clone(), self.fill(value)?)));
                Value::Object(filled.collect::<Result<_, String>>()?)
            }
            other => other.clone(),
        })
    }

    /// A text that is one variable becomes its value, whatever that is; elsewhere only texts and numbers fit.
    fn fill_text(&self, text: &str) -> Result<Value, String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, behind) = after.split_once('}').ok_or(format!("`{text}` has no end"))?;
            let value = self.get(name)?;
            if before.is_empty() && behind.is_empty() && rest.len() == text.len() {
                return Ok(value.clone());
            }
            filled.push_str(before);
            match value {
                Value::String(part) => filled.push_str(part),
                Value::Number(number) => filled.push_str(&number.to_string()),
                _ => return Err(format!("`{name}` is no text, in `{text}`")),
            }
            rest = behind;
        }
        Ok(Value::String(filled + rest))
    }

    fn get(&self, name: &str) -> Result<&Value, String> {
        let mut parts = name.split('.');
        let first = parts.next().and_then(|part| self.0.get(part));
        let found =
            parts.try_fold(first.ok_or(format!("`{name}` is not known"))?, |value, part| match value {
                Value::Array(items) => items.get(part.parse::<usize>().ok()?),
                other => other.get(part),
            });
        found.ok_or(format!("`{name}` is not known"))
    }
}

//! Defaults as a reader of the page understands them.

use syn::{Expr, Lit, UnOp};

/// The words for an expression of an `impl Default`; none for what this does not understand.
pub(super) fn words(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(value) => Some(value.value.to_string()),
            Lit::Int(number) => Some(grouped(number.base10_digits())),
            Lit::Float(number) => Some(number.base10_digits().to_owned()),
            Lit::Str(text) => Some(quoted(&text.value())),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Some(format!("-{}", words(&unary.expr)?)),
        Expr::MethodCall(call)
            if ["to_owned", "into", "to_string"].iter().any(|name| call.method == name) =>
        {
            words(&call.receiver)
        }
        Expr::Binary(binary) => {
            let (left, right) = (words(&binary.left)?, words(&binary.right)?);
            match binary.op {
                syn::BinOp::Mul(_) => Some(format!("{left} × {right}")),
                syn::BinOp::Shl(_) => Some(format!("{left} × 2^{right}")),
                _ => None,
            }
        }
        Expr::Macro(list) if list.mac.path.is_ident("vec") && list.mac.tokens.is_empty() => {
            Some("none".to_owned())
        }
        Expr::Path(path) => {
            let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
            match &names[..] {
                [none] if none == "None" => Some("none".to_owned()),
                [kind, constant] if kind == "Duration" && constant == "ZERO" => Some("0".to_owned()),
                [.., _, variant] => Some(format!("`{variant}`")),
                _ => None,
            }
        }
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else { return None };
            let names: Vec<String> =
                function.path.segments.iter().map(|part| part.ident.to_string()).collect();
            let argument = call.args.first().and_then(words);
            let unit = match &*names.last()?.clone() {
                "from_millis" => Some("ms"),
                "from_secs" => Some("s"),
                "from_mins" => Some("min"),
                "from_hours" => Some("h"),
                _ => None,
            };
            match (names.last().map(|name| &**name), unit) {
                (_, Some(unit)) => Some(format!("{} {unit}", argument?)),
                (Some("from" | "Some"), None) => argument,
                // A helper that makes the text its own.
                (Some(_), None) if names.len() == 1 && call.args.len() == 1 => match call.args.first() {
                    Some(Expr::Lit(literal)) if matches!(literal.lit, Lit::Str(_)) => argument,
                    _ => None,
                },
                (Some("new"), None) if call.args.is_empty() => Some("none".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `100000` as `100,000`.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "empty".to_owned() } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_times_texts_and_variants_have_words() {
        for (code, expected) in [
            ("100_000", "100,000"),
            ("8080", "8080"),
            ("true", "true"),
            ("-5", "-5"),
            ("\"CPS.0042\".to_owned()", "`CPS.0042`"),
            ("code(\"CPS.0042\")", "`CPS.0042`"),
            ("Duration::from_millis(1500)", "1500 ms"),
            ("Archive::Adb", "`Adb`"),
            ("24 * 3600", "24 × 3600"),
            ("None", "none"),
            ("Some(3)", "3"),
        ] {
            assert_eq!(words(&syn::parse_str(code).unwrap()).as_deref(), Some(expected), "{code}");
        }
        assert_eq!(words(&syn::parse_str("compute()").unwrap()), None);
    }
}

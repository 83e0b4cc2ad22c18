//! JSON for the exports: one small tree and one writer. In the wasm a derived serialiser for each of their types
//! would weigh three times as much.

use std::borrow::Cow;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u32),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object; its fields keep their order.
    Object(Vec<(&'static str, Value<'a>)>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl Value<'_> {
    /// The value as JSON on one line.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => write_text(text, out),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Escapes what JSON asks for, and `<`, so that the result can stand in a `<script>` of a page.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '<' | '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                out.extend([hex(character as u8 >> 4), hex(character as u8 & 15)]);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// The upper-case hexadecimal digit of `value`, which is below 16.
pub(super) fn hex(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'A' + value - 10 })
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn what_is_written_is_read_back_by_a_json_parser() {
        let odd = "\"quoted\" \\ back\n\t\u{1} </script> é 😀";
        let value = Value::Object(vec![
            ("text", odd.into()),
            ("list", Value::List(vec![Value::Number(7), Value::List(Vec::new()), Value::Object(Vec::new())])),
        ]);
        let json = value.to_json();
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read, serde_json::json!({ "text": odd, "list": [7, [], {}] }));
        assert!(!json.contains('<'));
    }
}

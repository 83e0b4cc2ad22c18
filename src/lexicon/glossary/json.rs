//! Reads JSON and CSV into one kind of value, borrowed from the text where it can be. Imports std only.
//!
//! JSON after RFC 8259, CSV after RFC 4180 with a header; numbers stay text, which spares the wasm the reading of floats.

use std::borrow::Cow;

/// Values nest no deeper than this.
const MAX_DEPTH: u32 = 16;

/// A value and where it begins, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Json<'a> {
    pub(crate) at: u32,
    pub(crate) value: Value<'a>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// `null`, `true` or `false`.
    Word,
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The value in `text`, or the byte where it stops to be one and what was expected there.
    pub(crate) fn parse(text: &'a str) -> Result<Self, (u32, &'static str)> {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Reader { text, at: mark };
        let value = reader.value(0)?;
        reader.space();
        if reader.at < text.len() { Err(reader.expected("expected the end")) } else { Ok(value) }
    }

    /// Field `name` of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Value::Object(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// A whole number from 0.
    pub(crate) fn number(&self) -> Option<u32> {
        match self.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// The text of a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Parsed<T> = Result<T, (u32, &'static str)>;

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn expected(&self, what: &'static str) -> (u32, &'static str) {
        (self.at as u32, what)
    }

    fn space(&mut self) {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.rest().bytes().take_while(|byte| is_space(byte)).count();
    }

    fn takes(&mut self, mark: char) -> bool {
        self.space();
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn value(&mut self, depth: u32) -> Parsed<Json<'a>> {
        if depth > MAX_DEPTH {
            return Err(self.expected("expected less nesting"));
        }
        self.space();
        let at = self.at as u32;
        let value = match self.rest().bytes().next() {
            Some(b'"') => Value::Text(self.string()?),
            Some(b'[') => {
                let mut items = Vec::new();
                self.list('[', ']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Value::List(items)
            }
            Some(b'{') => {
                let mut fields = Vec::new();
                self.list('{', '}', |reader| {
                    reader.space();
                    let name = reader.string()?;
                    if !reader.takes(':') {
                        return Err(reader.expected("expected a colon"));
                    }
                    fields.push((name, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Value::Object(fields)
            }
            Some(b'-' | b'0'..=b'9') => {
                let rest = self.rest();
                let end = rest.find(|char| !matches!(char, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
                let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
                self.at += number.len();
                Value::Number(number)
            }
            _ => {
                let word = ["null", "true", "false"].into_iter().find(|word| self.rest().starts_with(word));
                self.at += word.ok_or_else(|| self.expected("expected a value"))?.len();
                Value::Word
            }
        };
        Ok(Json { at, value })
    }

    fn list(&mut self, open: char, close: char, mut item: impl FnMut(&mut Self) -> Parsed<()>) -> Parsed<()> {
        self.takes(open);
        if self.takes(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.takes(close) {
                return Ok(());
            }
            if !self.takes(',') {
                return Err(self.expected("expected a comma"));
            }
        }
    }

    fn string(&mut self) -> Parsed<Cow<'a, str>> {
        if !self.takes('"') {
            return Err(self.expected("expected a quotation mark"));
        }
        let mut built = String::new();
        loop {
            let rest = self.rest();
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'));
            let end = end.ok_or_else(|| self.expected("expected the end of a string"))?;
            let plain = rest.get(..end).unwrap_or("");
            self.at += end + 1;
            if rest.as_bytes().get(end) == Some(&b'"') {
                return Ok(if built.is_empty() { plain.into() } else { (built + plain).into() });
            }
            built.push_str(plain);
            built.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let letter = self.rest().bytes().next();
        self.at += usize::from(letter.is_some_and(|letter| letter.is_ascii()));
        Ok(match letter {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'u') => {
                let unit = self.hex()?;
                let pair = (0xd800..0xdc00).contains(&unit) && self.rest().starts_with("\\u");
                let code = if pair {
                    self.at += 2;
                    0x1_0000 + ((unit - 0xd800) << 10) + (self.hex()? & 0x3ff)
                } else {
                    unit
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.expected("expected an escape")),
        })
    }

    fn hex(&mut self) -> Parsed<u32> {
        let digits = self.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = digits.ok_or_else(|| self.expected("expected four hexadecimal digits"))?;
        self.at += 4;
        Ok(unit)
    }
}

/// The rows of a CSV text as objects with the header's fields; empty cells are left out. Cells of field `list` hold several
/// texts, `|` between them.
pub(crate) fn parse_csv<'a>(text: &'a str, list: &str) -> Vec<Json<'a>> {
    let mut rows = csv_rows(text.trim_start_matches('\u{feff}')).into_iter();
    let header: Vec<_> = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let object = |(at, cells): (u32, Vec<String>)| {
        let fields = header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()).map(|(name, cell)| {
            let text = |cell: &str| Json { at, value: Value::Text(cell.trim().to_owned().into()) };
            let value = if name == list {
                Json { at, value: Value::List(cell.split('|').map(text).collect()) }
            } else {
                text(&cell)
            };
            (name.trim().to_owned().into(), value)
        });
        Json { at, value: Value::Object(fields.collect()) }
    };
    rows.map(object).collect()
}

/// The rows that are not blank, each with the byte where it begins.
fn csv_rows(text: &str) -> Vec<(u32, Vec<String>)> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut start) = (false, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' if quoted && chars.next_if(|(_, next)| *next == '"').is_some() => cell.push('"'),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push((start, std::mem::take(&mut cells)));
                start = at as u32 + 1;
            }
            '\r' if !quoted => {}
            _ => cell.push(char),
        }
    }
    cells.push(cell);
    rows.push((start, cells));
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strings_are_unescaped_and_borrowed_where_they_can_be() {
        let json = Json::parse(r#" {"a": ["x\n\u00e9\ud83d\ude00", "plain", -1.5e3, null], "b": {}} "#).unwrap();
        let Value::List(items) = &json.get("a").unwrap().value else { panic!("no list") };
        let texts: Vec<_> = items.iter().filter_map(Json::text).collect();
        assert_eq!(texts, ["x\né😀", "plain"]);
        assert!(matches!(items[1].value, Value::Text(Cow::Borrowed(_))));
        assert_eq!((items[2].value.clone(), items[1].at), (Value::Number("-1.5e3"), 33));
    }

    #[test]
    fn errors_say_where_and_what() {
        for (text, at, what) in [
            ("", 0, "expected a value"),
            ("[1 2]", 3, "expected a comma"),
            ("{\"a\" 1}", 5, "expected a colon"),
            ("{a: 1}", 1, "expected a quotation mark"),
            ("\"abc", 1, "expected the end of a string"),
            ("\"\\x\"", 3, "expected an escape"),
            ("[1] x", 4, "expected the end"),
            (&"[".repeat(40), 17, "expected less nesting"),
        ] {
            assert_eq!(Json::parse(text), Err((at, what)), "{text}");
        }
    }

    #[test]
    fn csv_keeps_quotation_marks_and_lines_in_cells() {
        let rows =
            parse_csv("label,definition,forms\r\nprice cap,\"a \"\"limit\"\",\nby law\",cap|price caps\n\n", "forms");
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(row.get("definition").and_then(Json::text), Some("a \"limit\",\nby law"));
        let Value::List(forms) = &row.get("forms").unwrap().value else { panic!("no list") };
        assert_eq!((forms.len(), row.at), (2, 24));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}\",:0-9a-z\\\\\n |é]{0,60}") {
            let _ = Json::parse(&text);
            parse_csv(&text, "a");
        }
    }
}

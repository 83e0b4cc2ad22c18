//! Places of one name told apart by their state, and the abbreviations of states and countries.
//! Imports: `document`, `annotation`, `coref::{forms, name}`.

use super::Article;
use super::forms::Forms;
use super::name::Name;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::ids::{self, Groups};
use crate::lexicon::name_key;
use crate::list::WordTable;

/// US states with the abbreviations of newspapers and of the post, in key form. Their names are what tells two towns of
/// one name apart (`Paris, Texas`); the name of a country after a town does not.
const STATES: WordTable = WordTable(
    "alabama ala al|alaska ak|arizona ariz az|arkansas ark ar|california calif ca|colorado colo co|\
     connecticut conn ct|delaware del de|florida fla fl|georgia ga|hawaii hi|idaho id|illinois ill il|\
     indiana ind in|iowa ia|kansas kan ks|kentucky ky|louisiana la|maine me|maryland md|massachusetts mass ma|\
     michigan mich mi|minnesota minn mn|mississippi miss ms|missouri mo|montana mont mt|nebraska neb ne|\
     nevada nev nv|new_hampshire nh|new_jersey nj|new_mexico nm|new_york ny|north_carolina nc|north_dakota nd|\
     ohio oh|oklahoma okla ok|oregon ore or|pennsylvania pa|rhode_island ri|south_carolina sc|south_dakota sd|\
     tennessee tenn tn|texas tex tx|utah ut|vermont vt|virginia va|washington wash wa|west_virginia wva wv|\
     wisconsin wis wi|wyoming wyo wy",
);

/// `Calif.`, in bytes.
const LONGEST_ABBREVIATION: usize = 6;

/// Countries under several names.
const COUNTRIES: WordTable =
    WordTable("united_states us usa united_states_of_america|united_kingdom uk britain|united_arab_emirates uae");

/// The sense of a state's name or abbreviation, where the text says that the state is meant.
const STATE: &str = "state";
const CAPITAL: &str = "dc";

/// What the text beside mention `index` says about which place of its name it is: `Paris, Texas`, `Washington state`,
/// `Ga.`, `Washington, D.C.` An abbreviation becomes the full name in `name`.
pub(super) fn read_sense(
    document: &Document<'_>,
    mentions: &[Mention],
    index: usize,
    name: &mut Name,
) -> Option<&'static str> {
    let mention = mentions.get(index).filter(|mention| mention.label == Label::Place)?;
    let key = joined(&name.key());
    if let Some((country, _)) = COUNTRIES.row_with(&key).filter(|(country, _)| *country != key) {
        name.words = country.split('_').map(str::to_owned).collect();
        return None;
    }
    if name.words.len() > 1 && name.last() == CAPITAL {
        name.words.pop();
        return Some(CAPITAL);
    }
    let text = document.text();
    if let Some(state) = state_of(mention.span.of(text)) {
        name.words = state.split('_').map(str::to_owned).collect();
        return Some(STATE);
    }
    let after = text.get(mention.span.end() as usize..).unwrap_or("");
    let is_state = || STATES.row_with(&key).is_some_and(|(state, _)| state == key);
    if after.strip_prefix(" state").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return is_state().then_some(STATE);
    }
    let next = mentions.get(index + 1).filter(|next| next.label == Label::Place && after.starts_with(", "))?;
    if next.span.start() != mention.span.end() + 2 {
        return None;
    }
    let container = joined(&Name::read(next.span.of(text), Label::Place).key());
    let state = STATES.row_with(&container)?;
    // `Kansas, Texas and Ohio` is a list of states.
    (!is_state()).then_some(state.0)
}

/// The state that `text` abbreviates, as newspapers (`Ga.`) or the post (`GA`) do.
pub(super) fn state_of(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST_ABBREVIATION || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let key = name_key(text);
    STATES.row_with(&key).map(|(state, _)| state).filter(|state| *state != key)
}

/// `key` as one word of a table.
fn joined(key: &str) -> String {
    key.replace(' ', "_")
}

/// Joins places without a sense to the only sense that their name has in the article.
pub(super) fn join(_: Article<'_>, forms: &mut Forms) {
    let mut senses = Groups::default();
    for form in forms.of_label(Label::Place) {
        if let Some(place) = forms.list.get(form) {
            senses.push(ids::key(place.name.key()), form);
        }
    }
    for same_name in senses.lists {
        if let [one, other] = same_name.as_slice()
            && [one, other].into_iter().any(|&form| forms.list.get(form).is_some_and(|form| form.sense.is_none()))
        {
            forms.join(*one, *other);
        }
    }
}

//! What is known of given names and family names: short forms, and family names that stand first. Imports: nothing.

use crate::list::{WordList, WordTable};

/// English given names with their usual short forms, in key form.
const SHORT_FORMS: WordTable = WordTable(
    "alexander alex|andrew andy|anthony tony|benjamin ben|bernard bernie|charles chuck charlie|christopher chris|\
     daniel dan danny|david dave|donald don|douglas doug|edward ed ted eddie|elizabeth liz beth betty|\
     frederick fred|gerald jerry|gregory greg|james jim jimmy|jeffrey jeff|john jack johnny|joseph joe|\
     kenneth ken|lawrence larry|margaret maggie peggy|matthew matt|michael mike|nicholas nick|patrick pat|\
     peter pete|philip phil|raymond ray|richard dick rick|robert bob bobby rob|ronald ron|samuel sam|\
     steven steve|stephen steve|thomas tom|william bill will",
);

/// Common family names of China, Korea and Vietnam, where they stand before the given name, in key form.
const FAMILY_NAMES_FIRST: WordList = WordList(
    "ahn bai bui cai cao chan chang chen cheng cheung cho choe choi chou chow chu chung dang deng ding do dong du \
     duong fan fang feng fu gao gong gu guo han he ho hoang hong hou hsieh hsu hu huang hun huynh jang jeon jeong \
     ji jia jiang jin jo jung kang kim ko kong kwon lai lam lau le lee leung li liang liao lim lin liu lo lu luo \
     luong ly ma mao meng moon ngo nguyen no oh pan park peng pham phan qian qin ri roh ryu shao shen shi shin \
     sim sohn son song su sun tan tang tao tian to tran truong tsai tsang tseng tung vo vu wan wang wei wen wong \
     wu xi xia xiao xie xu xue yan yang yao ye yeh yeung yi yin yoo yoon yu yuan zeng zhang zhao zheng zhou zhu",
);

/// Whether two first names can be one person's: equal, an initial, or a usual short form.
pub(super) fn is_same_given_name(one: &str, other: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let is_short = |short: &str, long: &str| SHORT_FORMS.row(long).is_some_and(|forms| forms.has(short));
    one == other || is_initial(one, other) || is_initial(other, one) || is_short(one, other) || is_short(other, one)
}

/// Whether `word`, first in a name, is a family name by the order of East Asia.
pub(super) fn is_family_name_first(word: &str) -> bool {
    FAMILY_NAMES_FIRST.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_and_initials_are_the_same_name() {
        for (one, other, same) in [
            ("joe", "joseph", true),
            ("j", "joanne", true),
            ("william", "bill", true),
            ("bill", "will", false),
            ("ann", "anna", false),
        ] {
            assert_eq!(is_same_given_name(one, other), same, "{one} {other}");
        }
    }
}

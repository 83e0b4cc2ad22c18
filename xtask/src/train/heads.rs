//! Common nouns that say what a name is of which they are part (`Mosul Dam`, `Cyclone Idai`), by kind. Imports: `newsgloss`.
//!
//! Written by hand from what news calls such things; which of them to believe is learnt.

use newsgloss::list::WordList;

/// Buildings and works that a name of a facility has as its noun.
pub(super) const FACILITY: WordList = WordList(
    "Airfield Airport Airstrip Amphitheatre Aqueduct Arena Auditorium Ballroom Barracks Barrage Base Basilica Bridge \
     Building Bunker Canal Casino Castle Cathedral Cemetery Chapel Church Citadel Clinic Coliseum Colosseum Crossing \
     Dam Depot Dockyard Dome Embassy Expressway Ferry Field Fort Fortress Freeway Garden Gardens Gate Hall Harbour \
     Helipad Heliport Highway Hospital Hotel House Interchange Jail Levee Lighthouse Line Lock Mall Mansion Market \
     Mausoleum Memorial Metro Mill Mine Monastery Monument Mosque Motorway Observatory Office Palace Parkway Pavilion \
     Penitentiary Pier Pipeline Plant Plaza Port Prison Pyramid Quarry Racecourse Raceway Railway Ranch Reactor \
     Refinery Reservoir Resort Runway School Shrine Shipyard Silo Speedway Stadium Station Statue Stream Studio \
     Studios Subway Synagogue Temple Terminal Theater Theatre Tomb Tower Towers Tunnel Turnpike Velodrome Viaduct \
     Villa Warehouse Wharf Zoo",
);

/// What happens once, or every year.
pub(super) const EVENT: WordList = WordList(
    "Accord Anniversary Awards Battle Blockade Bowl Campaign Carnival Caucus Celebration Ceremony Challenge \
     Championship Championships Conference Congress Convention Coronation Crisis Crusade Cup Cyclone Day Derby \
     Disaster Earthquake Election Elections Exercise Exhibition Expo Exposition Fair Faire Famine Festival Final \
     Finals Fire Flood Forum Games Genocide Holocaust Hurricane Inauguration Intifada Invasion Jubilee League March \
     Marathon Massacre Match Olympiad Olympics Open Operation Pandemic Parade Paralympics Plot Primary Prix Race \
     Rally Rebellion Referendum Regatta Revolt Revolution Riot Riots Round Scandal Season Series Show Siege Spring \
     Storm Strike Summit Symposium Talks Tour Tournament Trial Trials Tsunami Typhoon Uprising War Wars Weekend \
     Workshop",
);

/// What is enacted, signed, decided or ruled.
pub(super) const LAW: WordList = WordList(
    "Accord Accords Act Agreement Amendment Article Bill Charter Clause Code Compact Constitution Convention Covenant \
     Declaration Decree Directive Doctrine Law Licence License Ordinance Pact Petition Proposition Protocol Provision \
     Regulation Regulations Resolution Rule Rules Section Standard Statute Title Treaty",
);

/// Bodies with members, staff or owners.
pub(super) const ORGANIZATION: WordList = WordList(
    "Academy Administration Agency Airlines Airways Alliance Army Assembly Associates Association Authority Bank \
     Battalion Board Brigade Brigades Broadcasting Brothers Bureau Cabinet Caucus Center Centre Chamber Chronicle \
     Church Club Co Coalition College Command Commission Committee Commons Communications Community Company \
     Confederation Congress Consortium Cooperative Corp Corporation Corps Council Court Daily Delegation Department \
     Directorate Division Energy Enterprises Exchange Express Faculty Federation Fleet Force Forces Foundation Front \
     Fund Gazette Government Group Guard Guild Herald Holdings Hospital Inc Industries Initiative Institute \
     Institution Insurance International Jewellers Journal Laboratories Laboratory League Ltd Magazine Mail Media \
     Militia Mission Motors Movement Museum Navy Network News Newspaper Observer Office Orchestra Organisation \
     Organization Parliament Partners Party Patrol Petroleum Pharmaceuticals Police Post Press Project Publishing \
     Radio Railways Records Regiment Reserve Resources School Secretariat Senate Service Services Society Solutions \
     Squad Squadron Standard Stores Subcommittee Supermarkets Syndicate Systems Team Technologies Telecom Telegraph \
     Television Times Tribunal Tribune Trust Union United University Ventures Watch",
);

/// Parts of the earth and of towns.
pub(super) const PLACE: WordList = WordList(
    "Archipelago Avenue Basin Bay Beach Borough Boulevard Canyon Cape Cave City Coast Corridor County Creek Delta \
     Desert District Drive Fault Fjord Forest Glacier Gulf Heights Highlands Hill Hills Island Islands Isle Isles \
     Lake Lakes Lane Moon Mount Mountain Mountains Ocean Park Peak Peninsula Plain Plains Plateau Prefecture Province \
     Range Reef Region Republic Ridge River Road Sea Shelf Shire Springs Square Strait Straits Street Territories \
     Territory Town Township Trench Valley Village Volcano Ward Waterfall",
);

/// What stands beside the name of a vehicle, weapon or device.
pub(super) const PRODUCT: WordList = WordList(
    "Airbus Boeing Dreamliner Galaxy HMAS HMCS HMNZS HMS INS MS MT MV Mk Model RMS RRS RSS SS Shuttle Toyota Trident \
     USCGC USNS USS Yacht aircraft app browser bulldozer cannon capsule carrier cruiser destroyer drone ferry fighter \
     frigate gun helicopter jet lander launcher locomotive missile missiles orbiter phone plane probe rifle rifles \
     robot rocket rover satellite ship smartphone software spacecraft submarine tank tanks telescope torpedo tractor \
     truck vessel warship yacht",
);

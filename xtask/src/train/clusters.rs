//! Words that keep like company: a tree of clusters from unmarked text. Imports: `newsgloss`, `train::random`.
//!
//! Positive pointwise mutual information of a word with its neighbours (Levy and Goldberg 2014), cut to some dozens of
//! dimensions by subspace iteration (Halko, Martinsson and Tropp 2011), then spherical k-means down a tree of
//! 16 × 8 × 8 clusters. The paths serve as those of Brown clusters do (Turian, Ratinov and Bengio 2010).

use std::collections::BTreeMap;

use newsgloss::document::Document;
use newsgloss::text::SourceText;

use super::random::Random;

/// Dimensions of the word vectors.
const N_DIMENSIONS: usize = 64;
/// Words that count as neighbours, the commonest ones.
const N_NEIGHBOURS: usize = 3000;
/// Places at which a neighbour stands: two before and two after.
const PLACES: [isize; 4] = [-2, -1, 1, 2];
/// Rounds of subspace iteration and of k-means.
const N_ROUNDS: usize = 6;
const N_MEANS_ROUNDS: usize = 12;
/// Branches at each level of the tree, as [`newsgloss::tagger::table::Entry`] packs them.
const BRANCHES: [usize; 3] = [16, 8, 8];

type Vector = [f32; N_DIMENSIONS];

/// Counts of words and neighbours in running text.
#[derive(Default)]
pub(super) struct Text {
    words: BTreeMap<String, u32>,
    /// Numbers of the words, text after text, with `None` between sentences.
    running: Vec<Option<u32>>,
}

impl Text {
    /// Adds the sentences of `text`.
    pub(super) fn add(&mut self, text: &str) {
        let source = SourceText::from_plain(text);
        let document = Document::new(&source);
        for sentence in document.sentences() {
            for at in sentence.clone() {
                let word = normal(document.word(at as usize));
                let next = self.words.len() as u32;
                self.running.push(Some(*self.words.entry(word).or_insert(next)));
            }
            self.running.push(None);
        }
    }
}

impl Text {
    /// Words in small letters with at least `min_count` occurrences, at least a quarter of those with a capital.
    pub(super) fn everyday(&self, min_count: u32) -> impl Iterator<Item = &str> {
        let mut counts = vec![0_u32; self.words.len()];
        self.running.iter().flatten().for_each(|&word| counts[word as usize] += 1);
        let count = move |word: &str| self.words.get(word).map_or(0, |&word| counts[word as usize]);
        self.words.keys().map(String::as_str).filter(move |word| {
            let capital: String =
                word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
            word.starts_with(char::is_lowercase) && count(word) >= min_count && 4 * count(word) >= count(&capital)
        })
    }
}

/// Digits as `0`: numbers of like length are one word.
fn normal(word: &str) -> String {
    word.chars().map(|char| if char.is_numeric() { '0' } else { char }).collect()
}

/// The cluster path of each word that occurs at least `min_count` times.
pub(super) fn cluster(text: &Text, min_count: u32, random: &mut Random) -> BTreeMap<String, u16> {
    let (names, vectors) = embed(text, min_count, random);
    let mut paths = vec![0_u16; names.len()];
    branch(&vectors, &(0..names.len()).collect::<Vec<_>>(), &BRANCHES, random, &mut paths);
    names.into_iter().map(str::to_owned).zip(paths).collect()
}

/// The words that occur at least `min_count` times, commonest first, each with its vector.
fn embed<'a>(text: &'a Text, min_count: u32, random: &mut Random) -> (Vec<&'a str>, Vec<Vector>) {
    let mut counts = vec![0_u32; text.words.len()];
    for &word in text.running.iter().flatten() {
        counts[word as usize] += 1;
    }
    let names: BTreeMap<u32, &str> = text.words.iter().map(|(name, &word)| (word, name.as_str())).collect();
    let mut order: Vec<u32> = (0..counts.len() as u32).filter(|&word| counts[word as usize] >= min_count).collect();
    order.sort_by_key(|&word| (std::cmp::Reverse(counts[word as usize]), names[&word]));
    let mut rank = vec![None; counts.len()];
    for (nth, &word) in order.iter().enumerate() {
        rank[word as usize] = Some(nth as u32);
    }
    let vectors = vectors(&matrix(&text.running, &rank, order.len()), random);
    (order.iter().map(|word| names[word]).collect(), vectors)
}

/// Association of each word (row) with each neighbour at each place (column), where positive.
struct Matrix {
    rows: Vec<Vec<(u32, f32)>>,
    n_columns: usize,
}

fn matrix(running: &[Option<u32>], rank: &[Option<u32>], n_words: usize) -> Matrix {
    let word = |at: usize| running.get(at).copied().flatten().and_then(|word| rank[word as usize]);
    let mut cells: Vec<u64> = Vec::new();
    for at in 0..running.len() {
        let Some(own) = word(at) else { continue };
        for (place, &offset) in PLACES.iter().enumerate() {
            let between = if offset.abs() == 2 {
                at.checked_add_signed(offset / 2).and_then(|at| running.get(at)).copied().flatten()
            } else {
                Some(0)
            };
            let neighbour = at.checked_add_signed(offset).and_then(word).filter(|&rank| (rank as usize) < N_NEIGHBOURS);
            if let (Some(_), Some(neighbour)) = (between, neighbour) {
                cells.push(u64::from(own) << 32 | (neighbour as usize * PLACES.len() + place) as u64);
            }
        }
    }
    cells.sort_unstable();
    let n_columns = N_NEIGHBOURS * PLACES.len();
    let (mut row_sums, mut column_sums) = (vec![0.0_f32; n_words], vec![0.0_f32; n_columns]);
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n_words];
    for same in cells.chunk_by(|a, b| a == b) {
        let (row, column, count) = ((same[0] >> 32) as usize, same[0] as u32, same.len() as f32);
        row_sums[row] += count;
        column_sums[column as usize] += count;
        rows[row].push((column, count));
    }
    let total = cells.len() as f32;
    // Smoothed neighbour counts keep rare neighbours from dominating (Levy, Goldberg and Dagan 2015).
    let smooth: f32 = column_sums.iter().map(|sum| sum.powf(0.75)).sum();
    for (row, sum) in rows.iter_mut().zip(&row_sums) {
        for (column, value) in row.iter_mut() {
            let share = column_sums[*column as usize].powf(0.75) / smooth;
            *value = (*value / total / (sum / total * share)).ln().max(0.0);
        }
        row.retain(|cell| cell.1 > 0.0);
    }
    Matrix { rows, n_columns }
}

/// One vector of length 1 for each row: its place along the strongest directions of the matrix.
fn vectors(matrix: &Matrix, random: &mut Random) -> Vec<Vector> {
    let mut basis: Vec<Vector> = (0..matrix.n_columns)
        .map(|_| std::array::from_fn(|_| f32::from(random.bits() as u16) / 32_768.0 - 1.0))
        .collect();
    let mut rows = Vec::new();
    for round in 0..N_ROUNDS {
        orthogonalise(&mut basis);
        rows = matrix
            .rows
            .iter()
            .map(|row| {
                row.iter().fold([0.0; N_DIMENSIONS], |sum, &(column, value)| plus(sum, &basis[column as usize], value))
            })
            .collect();
        if round + 1 < N_ROUNDS {
            basis.fill([0.0; N_DIMENSIONS]);
            for (row, vector) in matrix.rows.iter().zip(&rows) {
                for &(column, value) in row {
                    basis[column as usize] = plus(basis[column as usize], vector, value);
                }
            }
        }
    }
    // Dividing by the root of each direction's strength evens the directions out.
    let strength: Vector = std::array::from_fn(|nth| {
        rows.iter().map(|row: &Vector| row[nth] * row[nth]).sum::<f32>().powf(0.25).max(1e-6)
    });
    rows.into_iter().map(|row| unit(std::array::from_fn(|nth| row[nth] / strength[nth]))).collect()
}

fn plus(sum: Vector, vector: &Vector, factor: f32) -> Vector {
    std::array::from_fn(|nth| sum[nth] + factor * vector[nth])
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn unit(vector: Vector) -> Vector {
    let length = dot(&vector, &vector).sqrt().max(1e-9);
    vector.map(|value| value / length)
}

/// Gram–Schmidt over the columns of `rows`.
fn orthogonalise(rows: &mut [Vector]) {
    for own in 0..N_DIMENSIONS {
        for other in 0..own {
            let shared: f32 = rows.iter().map(|row| row[own] * row[other]).sum();
            for row in rows.iter_mut() {
                row[own] -= shared * row[other];
            }
        }
        let length = rows.iter().map(|row| row[own] * row[own]).sum::<f32>().sqrt().max(1e-9);
        for row in rows.iter_mut() {
            row[own] /= length;
        }
    }
}

/// Appends the branch of each of `members` to its path, level by level.
fn branch(vectors: &[Vector], members: &[usize], levels: &[usize], random: &mut Random, paths: &mut [u16]) {
    let Some((&n_branches, below)) = levels.split_first() else { return };
    let own = means(vectors, members, n_branches, random);
    for nth in 0..n_branches {
        let part: Vec<usize> =
            members.iter().zip(&own).filter(|(_, own)| **own == nth).map(|(&member, _)| member).collect();
        for &member in &part {
            paths[member] = paths[member] * n_branches as u16 + nth as u16;
        }
        branch(vectors, &part, below, random, paths);
    }
}

/// The nearest of `n_means` means for each of `members`.
fn means(vectors: &[Vector], members: &[usize], n_means: usize, random: &mut Random) -> Vec<usize> {
    if members.is_empty() {
        return Vec::new();
    }
    let mut centres: Vec<Vector> = (0..n_means).map(|_| vectors[members[random.below(members.len())]]).collect();
    let mut own = vec![0; members.len()];
    for _ in 0..N_MEANS_ROUNDS {
        let mut sums = vec![[0.0; N_DIMENSIONS]; n_means];
        for (&member, own) in members.iter().zip(&mut own) {
            let nearness = |centre: &Vector| dot(centre, &vectors[member]);
            *own = (0..n_means).max_by(|&a, &b| nearness(&centres[a]).total_cmp(&nearness(&centres[b]))).unwrap_or(0);
            sums[*own] = plus(sums[*own], &vectors[member], 1.0);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            // An empty cluster starts anew at a member.
            *centre = if dot(&sum, &sum) > 0.0 { unit(sum) } else { vectors[members[random.below(members.len())]] };
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_like_company_are_near() {
        let mut text = Text::default();
        for nth in 0..400 {
            let (city, day) = (["Paris", "Rome", "Oslo"][nth % 3], ["Monday", "Friday"][nth % 2]);
            text.add(&format!("they came to {city} on {day} and then left {city} again."));
        }
        let (names, vectors) = embed(&text, 5, &mut Random::new(1));
        let vector = |word: &str| &vectors[names.iter().position(|name| *name == word).unwrap()];
        assert!(dot(vector("Paris"), vector("Rome")) > 0.9);
        assert!(dot(vector("Monday"), vector("Friday")) > 0.9);
        assert!(dot(vector("Paris"), vector("Monday")) < 0.5);
    }

    #[test]
    fn means_part_what_lies_apart() {
        let point =
            |nth: usize| unit(std::array::from_fn(|axis| if axis == nth % 2 { 1.0 } else { 0.01 * nth as f32 }));
        let vectors: Vec<Vector> = (0..20).map(point).collect();
        let own = means(&vectors, &(0..20).collect::<Vec<_>>(), 2, &mut Random::new(1));
        assert!((0..20).all(|nth| own[nth] == own[nth % 2]) && own[0] != own[1]);
    }
}

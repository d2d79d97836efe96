// Generics, closures, traits.
use std::collections::BTreeMap;

trait Shape {
    fn area(&self) -> u64;
}

struct Square(u64);
struct Many<T>(Vec<T>);

impl Shape for Square {
    #[inline(never)]
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}

impl<T: Shape> Shape for Many<T> {
    #[inline(never)]
    fn area(&self) -> u64 {
        self.0.iter().map(|shape| shape.area()).sum()
    }
}

#[inline(always)]
fn counted(words: &[String]) -> BTreeMap<&str, u64> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.as_str()).or_insert(0) += word.len() as u64;
    }
    counts
}

#[inline(never)]
fn work(words: &[String]) -> u64 {
    let many = Many(counted(words).values().map(|&side| Square(side)).collect());
    many.area()
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    println!("{}", work(&words));
}

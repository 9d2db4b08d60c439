//! What `import` decides: [`window`] to ask for, and for each [`cart`] the orders to make of it.

pub mod cart;
pub mod facts;
pub mod line;
pub mod progress;
pub mod window;

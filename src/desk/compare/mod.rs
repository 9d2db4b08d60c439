//! `orders list --compare`: an order download of QSM against the orders here.

pub mod columns;
pub mod comparison;
pub mod row;

//! The practice Qoo10: a world with state and rules, spoken to over real HTTP on loopback.

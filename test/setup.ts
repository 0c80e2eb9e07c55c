import fc from 'fast-check';

/** The gate is deterministic: property tests draw the same examples each time. Benches draw others. */
fc.configureGlobal({ seed: 2026 });

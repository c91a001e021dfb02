// The stages of the pipeline by name, for who measures how long each takes.

export type Stage = "load" | "overlay" | "validate" | "lower" | "check" | "select" | "emit" | "print" | "format" | "manifest"; // prettier-ignore

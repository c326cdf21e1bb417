package dev.weir.core.rule;

/** The evidence by which a rule knows a secret, from the weakest to the strongest. */
public enum Evidence {
  /** A name that says credential, and a value that looks like one. */
  WORDS,
  /** The name of a provider, and the length of its keys. */
  NAME,
  /** The form of the secret itself. */
  FORM
}

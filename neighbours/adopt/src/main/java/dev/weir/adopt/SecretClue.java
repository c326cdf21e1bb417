package dev.weir.adopt;

import dev.weir.core.text.Content;

/** How much a file tells of a secret. No text of a clue contains the secret. */
public sealed interface SecretClue {
  /** The file does not tell anything: only the place is known. */
  SecretClue NONE = new Masked("");

  /**
   * The secret itself.
   *
   * @param secret the part that the other scanner takes for the secret; never empty
   * @param match the text around it that its rule matched; may be empty
   */
  record Plain(Content secret, Content match) implements SecretClue {
    @Override
    public String toString() {
      return "a secret of " + secret.length() + " bytes";
    }
  }

  /**
   * A hash of the secret's bytes, without a salt.
   *
   * @param algorithm as {@link java.security.MessageDigest} calls it: SHA-1 or SHA-256
   * @param digits lower-case hexadecimal digits
   */
  record Hashed(String algorithm, String digits) implements SecretClue {
    @Override
    public String toString() {
      return algorithm + " of a secret";
    }
  }

  /**
   * The secret was hidden when the file was written.
   *
   * @param beginning the characters at its start that are still shown; may be empty
   */
  record Masked(String beginning) implements SecretClue {
    @Override
    public String toString() {
      return "a masked secret";
    }
  }
}

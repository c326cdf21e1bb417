package dev.weir.sops;

import dev.weir.core.text.ShellWord;

/**
 * What is wrong with a file that is to be encrypted.
 *
 * @param path from the top of the repository
 * @param line from 1, or 0 if it is the file as a whole
 * @param reason a clause that holds no value of the file
 */
public record SopsProblem(String path, int line, Kind kind, String reason) {
  /** What happened to the file. */
  public enum Kind {
    /** Nothing is encrypted. */
    PLAINTEXT("sops-plaintext"),
    /** It is encrypted, but for some values. */
    PARTIAL("sops-partial"),
    /** What sops writes beside the values is not whole. */
    METADATA("sops-metadata"),
    /** It stands in clear beside its encrypted copy. */
    TWIN("sops-twin"),
    /** It is encrypted for others than the rule says. */
    RECIPIENTS("sops-recipients");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Returns the name that reports use. */
    public String id() {
      return id;
    }
  }

  /** Returns true if something that should be secret can be read, or cannot be decrypted again. */
  public boolean isSevere() {
    return kind != Kind.RECIPIENTS;
  }

  /** Returns what mends it. */
  public String remedy() {
    String file = ShellWord.ofFile(path);
    return switch (kind) {
      case PLAINTEXT -> "sops -e -i " + file;
      case PARTIAL ->
          "take these values out, then: sops -d -i --ignore-mac "
              + file
              + ", put them back, and: sops -e -i "
              + file;
      case METADATA ->
          "git restore --source=HEAD --staged --worktree "
              + file
              + ", or with the values in clear and without the metadata: sops -e -i "
              + file;
      case TWIN -> "git rm --cached " + file + ", and ignore it";
      case RECIPIENTS -> "sops updatekeys " + file;
    };
  }
}

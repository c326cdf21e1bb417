package dev.weir.sops;

import dev.weir.core.text.ShellWord;

/**
 * A problem with a file that should be encrypted.
 *
 * @param path the path relative to the top of the repository
 * @param line the line, from 1, or 0 for the file as a whole
 * @param reason a sentence without a full stop that contains no value of the file
 * @param format the format of the content, which the name may hide
 */
public record SopsProblem(String path, int line, Kind kind, String reason, SopsFormat format) {
  /** The kinds of problems. */
  public enum Kind {
    /** The file is not encrypted. */
    PLAINTEXT("sops-plaintext"),
    /** The file is encrypted, except for some values. */
    PARTIAL("sops-partial"),
    /** The metadata is incomplete or damaged. */
    METADATA("sops-metadata"),
    /** The file is not encrypted and is next to its encrypted copy. */
    TWIN("sops-twin"),
    /** The recipients of the file are not those of the rule. */
    RECIPIENTS("sops-recipients");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Returns the id that reports use. */
    public String id() {
      return id;
    }
  }

  /** Returns a problem with a file as a whole, whose name tells its format. */
  static SopsProblem of(String path, Kind kind, String reason) {
    return new SopsProblem(path, 0, kind, reason, SopsFormat.of(path));
  }

  /**
   * Returns true if a secret can be read, or if an encrypted value cannot be decrypted any more.
   */
  public boolean isSevere() {
    return kind != Kind.RECIPIENTS;
  }

  /** Returns the fix: commands to run, with the steps between them. */
  public String remedy() {
    String file = types() + ShellWord.ofFile(path);
    return switch (kind) {
      case PLAINTEXT -> "sops -e -i " + file;
      case PARTIAL ->
          "remove these values, then: sops -d -i --ignore-mac "
              + file
              + ", add them again, and: sops -e -i "
              + file;
      case METADATA ->
          "git restore --source=HEAD --staged --worktree "
              + ShellWord.ofFile(path)
              + ", or decrypt the values, remove the metadata, and: sops -e -i "
              + file;
      case TWIN -> "git rm --cached " + ShellWord.ofFile(path) + ", and add it to .gitignore";
      case RECIPIENTS -> "sops updatekeys " + file;
    };
  }

  /**
   * Returns the flags for a file whose name hides its format, with a blank after them, or nothing.
   */
  private String types() {
    if (format == SopsFormat.of(path)) {
      return "";
    }
    String type = format.sopsName();
    return kind == Kind.RECIPIENTS
        ? "--input-type " + type + " "
        : "--input-type " + type + " --output-type " + type + " ";
  }
}

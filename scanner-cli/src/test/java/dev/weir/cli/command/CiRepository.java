package dev.weir.cli.command;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A repository of two branches as a CI system clones it. Each of its commits adds a file with a
 * secret of its own, whose name is that of the file. The message of tag v1 has a secret too.
 *
 * <pre>
 * first - fork (tag v1) - main (tag v2)
 *            \                \
 *             before - topic - merge
 * </pre>
 */
final class CiRepository {
  private static final String MAKE =
      """
      git init -q -b main origin
      cd origin
      add() {
        echo "key=$1" > $1.txt
        git add .
        git commit -qm $1
        id $2 HEAD
      }
      id() {
        echo $1 $(git rev-parse $2) >> ../ids
      }
      printf "[[rules]]\\nid='r'\\nregex='key=([a-z]+)'\\n" > .gitleaks.toml
      add first FIRST
      add fork FORK
      git tag -am key=tag v1
      id TAG v1
      git checkout -qb topic
      add before BEFORE
      add topic TOPIC
      git checkout -q main
      add main MAIN
      git tag v2
      id MERGE $(git commit-tree -p main -p topic -m merge topic^{tree})
      id TURNED $(git commit-tree -p topic -p main -m merge main^{tree})
      . ../merge
      git branch merge $MERGE
      git branch turned $TURNED
      cd ..
      git clone -q origin full
      git -C full remote set-head origin -d
      for name in topic merge turned main; do
        git clone -q --depth 1 --branch $name "file://$PWD/origin" shallow-$name
      done
      """;

  private final Path folder;
  private final Map<String, String> ids = new HashMap<>();

  CiRepository(Path folder) throws Exception {
    this.folder = folder;
    String merged =
        "MERGE=$(sed -n 's/^MERGE //p' ../ids); TURNED=$(sed -n 's/^TURNED //p' ../ids)";
    Files.writeString(folder.resolve("merge"), merged);
    new Workspace(folder).sh(MAKE);
    for (String line : Files.readAllLines(folder.resolve("ids"))) {
      String[] words = line.split(" ");
      ids.put(words[0], words[1]);
    }
    ids.put("MAIN12", ids.get("MAIN").substring(0, 12));
    ids.put("ZERO", "0".repeat(40));
    ids.put("GONE", "dead".repeat(10));
  }

  /** Returns the id of a commit. */
  String id(String name) {
    return String.valueOf(ids.get(name));
  }

  /** Returns a text with ids in place of the names in braces. */
  String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace("{" + id.getKey() + "}", id.getValue());
    }
    return filled;
  }

  /** Returns the complete clone, with a commit checked out. */
  Path full(String checkout) throws Exception {
    Path clone = folder.resolve("full");
    // Scans of commits do not look at the files.
    Files.writeString(clone.resolve(".git/HEAD"), id(checkout) + "\n");
    return clone;
  }

  /** Returns a clone of one commit. */
  Path shallow(String checkout) {
    return folder.resolve("shallow-" + checkout.toLowerCase(Locale.ROOT));
  }

  /** Returns the secrets of these commits, as reports name their files. */
  static List<String> files(String... names) {
    return List.of(names).stream().map(name -> name + ".txt").sorted().toList();
  }
}

package dev.weir.git.hook;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Separates file names from flags. The program pre-commit appends names without {@code --}, so a
 * file named {@code --exit-code=0} would act as a flag of the hook.
 */
public final class FileNames {
  private FileNames() {}

  /** Returns the words with existing files moved to the end, after {@code --}. */
  public static List<String> last(List<String> words, Path folder) {
    List<String> flags = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("-") && isFile(folder, word)) {
        names.add(word);
      } else {
        flags.add(word);
      }
    }
    if (names.isEmpty()) {
      return words;
    }
    int end = flags.indexOf("--");
    List<String> all = new ArrayList<>(end < 0 ? flags : flags.subList(0, end));
    all.add("--");
    all.addAll(end < 0 ? List.of() : flags.subList(end + 1, flags.size()));
    all.addAll(names);
    return all;
  }

  private static boolean isFile(Path folder, String word) {
    try {
      return Files.exists(folder.resolve(word), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}

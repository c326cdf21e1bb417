package dev.weir.fleet.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL queries of docs/fleet.md, in its order. */
final class DocQueries {
  static final int LIVE = 0;
  static final int NEW = 1;
  static final int NOT_READ = 2;
  static final int OWNERS = 3;
  static final int MONTHS = 4;
  static final int ONE_SECRET = 5;

  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private DocQueries() {}

  static List<String> all() throws IOException {
    List<String> queries = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/fleet.md")));
    while (block.find()) {
      queries.add(block.group(1).strip());
    }
    return queries;
  }
}

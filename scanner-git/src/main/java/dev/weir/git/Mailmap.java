package dev.weir.git;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps the names and addresses in commits to proper ones, as {@code gitmailmap(5)} describes. */
public final class Mailmap {
  private static final Pattern LINE =
      Pattern.compile("\\s*([^<]*?)\\s*<([^>]*)>\\s*([^<]*?)\\s*(?:<([^>]*)>.*)?");

  static final Mailmap EMPTY = new Mailmap("");

  /** A name and an address, each of which may be empty. */
  public record Person(String name, String email) {
    /** Returns {@code name <email>}. */
    @Override
    public String toString() {
      return name + " <" + email + ">";
    }
  }

  private final Map<String, Person> byEmail = new HashMap<>();
  private final Map<String, Person> byNameAndEmail = new HashMap<>();

  Mailmap(String text) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        add(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
      }
    }
  }

  private void add(String name, String email, String otherName, @Nullable String otherEmail) {
    if (otherEmail == null) {
      merge(byEmail, key(email), new Person(name, ""));
    } else if (otherName.isEmpty()) {
      merge(byEmail, key(otherEmail), new Person(name, email));
    } else {
      merge(byNameAndEmail, key(otherName) + '\0' + key(otherEmail), new Person(name, email));
    }
  }

  private static void merge(Map<String, Person> map, String key, Person person) {
    map.merge(
        key,
        person,
        (old, young) ->
            new Person(
                young.name.isEmpty() ? old.name : young.name,
                young.email.isEmpty() ? old.email : young.email));
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns the proper name and address for those in a commit. */
  public Person proper(String name, String email) {
    Person person = byNameAndEmail.get(key(name) + '\0' + key(email));
    if (person == null) {
      person = byEmail.get(key(email));
    }
    if (person == null) {
      return new Person(name, email);
    }
    return new Person(
        person.name.isEmpty() ? name : person.name, person.email.isEmpty() ? email : person.email);
  }
}

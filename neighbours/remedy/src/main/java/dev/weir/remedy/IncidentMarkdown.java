package dev.weir.remedy;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.ForeignText;
import dev.weir.remedy.trace.Sighting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes an incident as Markdown. */
public final class IncidentMarkdown {
  private static final int MOST = 12;

  private final Incident incident;
  private final boolean withValues;
  private final StringBuilder out = new StringBuilder();

  private IncidentMarkdown(Incident incident, boolean withValues) {
    this.incident = incident;
    this.withValues = withValues;
  }

  /**
   * Returns the Markdown text.
   *
   * @param withValues true to include the values of the secrets
   */
  public static String of(Incident incident, boolean withValues) {
    IncidentMarkdown markdown = new IncidentMarkdown(incident, withValues);
    markdown.write();
    String text = markdown.out.toString();
    return withValues ? text : incident.needles().masked(text, incident.identifiers());
  }

  private void write() {
    line("# Leaked secrets: " + incident.secrets().size());
    line("");
    line("Repository `" + code(incident.repository().toString()) + "`" + newest() + ".");
    if (!incident.remote().address().isEmpty()) {
      line("It is pushed to `" + code(incident.remote().address()) + "`.");
    }
    line(
        "Nothing below was run. Files with the secrets in plain text, only for you: `"
            + code(incident.folder().toString())
            + "`.");
    incident.secrets().forEach(this::secret);
    purge();
    list("What the server still keeps", incident.isLocal() ? List.of() : incident.kept());
    list("Not read", incident.notRead());
    list("Not searched", incident.besides());
    line("");
    line("## Checklist");
    line("");
    new Checklist(incident).lines().forEach(item -> line("- [ ] " + item));
  }

  private String newest() {
    String sha = incident.provenance().revision();
    return sha.isEmpty() ? "" : ", newest commit `" + sha + "`";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void secret(LeakedSecret secret) {
    line("");
    TreeSet<String> rules = new TreeSet<>();
    secret.value().leaks().forEach(leak -> rules.add(leak.ruleId()));
    line("## Secret " + secret.number() + ": " + escaped(String.join(", ", rules)));
    line("");
    if (!secret.description().isEmpty()) {
      line(escaped(secret.description()));
      line("");
    }
    if (secret.isIdentifier()) {
      row("identifier", "`" + code(secret.value().value().text()) + "`");
    } else if (withValues && !secret.value().value().isEmpty()) {
      row("value", "`" + code(secret.value().value().text()) + "`");
    }
    row("severity", secret.about().severity().word());
    row("state", state(secret));
    row("pushed", secret.exposure().shown);
    row("first", commit(secret.first()));
    row("last", commit(secret.last()));
    row("files", names(secret.files()));
    row("references", names(secret.refs()));
    row("logs", names(secret.logs()));
    row("elsewhere", elsewhere(secret));
    row("forms", forms(secret));
    steps(secret);
  }

  private void row(String name, String value) {
    if (!value.isEmpty()) {
      line("- " + name + ": " + value);
    }
  }

  private static String state(LeakedSecret secret) {
    List<String> states = new ArrayList<>();
    if (secret.inNewest()) {
      states.add("still in the newest commit");
    }
    if (secret.inIndex()) {
      states.add("in the index");
    }
    if (secret.isUnreachable()) {
      states.add("unreachable, but the objects still exist");
    } else if (states.isEmpty() && !secret.sightings().isEmpty()) {
      states.add("only in the history");
    }
    return String.join(", ", states);
  }

  private String commit(Sighting.@Nullable Seen seen) {
    if (seen == null) {
      return "";
    }
    CommitInfo commit = seen.commit();
    String who = (commit.author() + " <" + commit.email() + ">").strip();
    return "`" + commit.sha() + "`, " + commit.date() + ", " + escaped(who);
  }

  private String names(Collection<String> names) {
    List<String> shown = names.stream().limit(MOST).map(name -> "`" + code(name) + "`").toList();
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private String elsewhere(LeakedSecret secret) {
    List<String> places = new ArrayList<>();
    for (Sighting sighting : secret.sightings()) {
      boolean isFile = sighting.kind() == Sighting.Kind.FILE;
      if (!isFile || sighting.isUnreachable()) {
        String what =
            sighting.object().isEmpty()
                ? names(sighting.paths())
                : "`" + code(sighting.object()) + "`";
        String kind = isFile ? "unreachable file" : sighting.kind().shown();
        places.add(kind + (what.isEmpty() ? "" : " " + what));
      }
    }
    int more = places.size() - MOST;
    return String.join(", ", places.subList(0, Math.min(MOST, places.size())))
        + (more > 0 ? " and " + more + " more, see incident.json" : "");
  }

  private String forms(LeakedSecret secret) {
    TreeSet<String> forms = new TreeSet<>();
    secret
        .sightings()
        .forEach(s -> s.forms().forEach(form -> forms.add(incident.needles().nameOf(form))));
    return String.join(", ", forms);
  }

  private void steps(LeakedSecret secret) {
    line("");
    String url = secret.url().matches("https://[\\w.~/?#=&%:@+,-]+") ? ": " + secret.url() : "";
    line("### Rotate, contain, audit" + url);
    line("");
    int number = 1;
    for (Recipe.Step step : secret.steps()) {
      String reads = step.reads() && !step.command().isEmpty() ? ", read-only" : "";
      line(number++ + ". *" + step.phase() + reads + "*: " + escaped(step.text()));
      if (!step.command().isEmpty()) {
        line("");
        line("   ```sh");
        line("   " + ForeignText.line(step.command()));
        line("   ```");
      }
    }
  }

  private void purge() {
    line("");
    line("## Purge and verify");
    line("");
    if (!incident.isInHistory()) {
      int unknown = incident.notSearched();
      line(
          unknown == 0
              ? "No object of this repository contains a secret, so there is nothing to purge."
              : (unknown == 1 ? "1 value is not known" : unknown + " values are not known")
                  + " or too short to search for, so what must be purged is not known either.");
      return;
    }
    if (incident.isLocal()) {
      line("No remote is known to have the secrets, so nobody else must rewrite history:");
    } else {
      line("Others have this history: rewrite it in a mirror clone with git-filter-repo 2.47 or");
      line(
          "later, push that, and make everyone clone again. git filter-branch by path is not enough:");
      line("it leaves renamed files, messages, notes and its own copies in refs/original; and");
      line("`git push --force --all` leaves tags and all other references. Commit ids change, and");
      line(
          "with them signatures; notes stay at the old ids. Read `replacements.txt` first: each line");
      line("is replaced wherever it occurs.");
    }
    line("");
    line("```sh");
    new Checklist(incident).purge().forEach(command -> line(ForeignText.line(command)));
    line("```");
    if (!incident.isLocal() && !incident.binaries().isEmpty()) {
      line("");
      line(
          "Binary files, which cannot be edited ("
              + incident.binaries().size()
              + "), are removed completely (`strip-blobs.txt`).");
    }
    files();
  }

  /** Names the places that no rewriting of objects changes. */
  private void files() {
    for (Sighting.Kind kind :
        List.of(Sighting.Kind.GIT_FILE, Sighting.Kind.REFLOG, Sighting.Kind.INDEX_NAME)) {
      List<Sighting> sightings = incident.sightings(kind);
      if (!sightings.isEmpty()) {
        TreeSet<String> paths = new TreeSet<>();
        sightings.forEach(sighting -> paths.addAll(sighting.paths()));
        line("");
        line("Clean by hand, only in this clone (" + kind.shown() + "): " + names(paths) + ".");
      }
    }
  }

  private void list(String title, List<String> items) {
    if (!items.isEmpty()) {
      line("");
      line("## " + title);
      line("");
      items.forEach(item -> line("- " + escaped(item)));
    }
  }

  // Names of people and files may contain Markdown, HTML or terminal escape codes. Some
  // viewers make links of addresses, so the colon of a scheme that runs code becomes an entity.
  private String escaped(String text) {
    return plain(text)
        .replace("&", "&amp;")
        .replaceAll("([\\\\`*_\\[\\]#|])", "\\\\$1")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("(?i)(javascript|vbscript|data):", "$1&#58;");
  }

  private String code(String text) {
    return plain(text).replace('`', '\'');
  }

  private String plain(String text) {
    // Secrets must be masked before anything is escaped, because escaping would change them.
    String masked = withValues ? text : incident.needles().masked(text, incident.identifiers());
    return ForeignText.line(masked);
  }
}

package dev.weir.remedy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.text.Content;
import dev.weir.core.text.ForeignText;
import dev.weir.git.GitRepository;
import dev.weir.remedy.trace.SecretTraces;
import dev.weir.remedy.trace.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks whether secrets are gone from a repository, for {@code weir verify-purge}. */
public final class PurgeCheck {
  private final SecretNeedles needles;
  private final Map<Integer, String> names;
  private final List<String> notSearched;

  private PurgeCheck(SecretNeedles needles, Map<Integer, String> names, List<String> notSearched) {
    this.needles = needles;
    this.names = names;
    this.notSearched = notSearched;
  }

  /**
   * The result of the check.
   *
   * @param left a line for each place that still contains a secret
   * @param notRead what was not read or not searched for
   * @param besides other repositories nearby
   * @param objects the number of objects that were read
   * @param values the number of values that were searched for
   */
  public record Result(
      List<String> left, List<String> notRead, List<String> besides, int objects, int values) {}

  /**
   * Reads the secrets from a file of expressions, {@code incident.json} or a report.
   *
   * @param name the name of the file, for messages
   * @throws RemedyException if the file contains no secret
   */
  public static PurgeCheck read(byte[] file, String name) throws RemedyException {
    JsonNode json = json(file, name);
    PurgeCheck check =
        json == null
            ? ofExpressions(file, name)
            : json.isArray()
                ? ofValues(values(ReportedLeak.read(file, name)))
                : ofValues(values(json, name));
    if (check.needles.isEmpty() && check.notSearched.isEmpty()) {
      throw new RemedyException(name + ": there is no secret in it to search for");
    }
    return check;
  }

  private static @Nullable JsonNode json(byte[] file, String name) throws RemedyException {
    try {
      JsonNode node = new ObjectMapper().readTree(file);
      if (node != null && (node.isArray() || node.isObject())) {
        return node;
      }
    } catch (JacksonException e) {
      // The file is not JSON, so it must be a list of expressions, unless it is named .json.
    } catch (IOException e) {
      throw new RemedyException(name + ": cannot be read");
    }
    if (name.endsWith(".json")) {
      throw new RemedyException(name + ": this is neither a report nor an incident.json");
    }
    return null;
  }

  private static PurgeCheck ofExpressions(byte[] file, String name) throws RemedyException {
    Map<Integer, String> names = new HashMap<>();
    List<String> notSearched = new ArrayList<>();
    List<String> lines = new String(file, StandardCharsets.ISO_8859_1).lines().toList();
    for (int i = 1; i <= lines.size(); i++) {
      names.put(i, "line " + i + " of " + name);
      if (Expressions.isMissing(lines.get(i - 1))) {
        notSearched.add(names.get(i) + ": the value of this secret is not known or is too short");
      }
    }
    return new PurgeCheck(Expressions.read(file, name).build(), names, notSearched);
  }

  private static List<LeakedValue> values(List<ReportedLeak> leaks) {
    return LeakedValue.of(leaks.stream().map(LeakedValue.Found::asReported).toList());
  }

  private static List<LeakedValue> values(JsonNode incident, String name) throws RemedyException {
    List<LeakedValue> values = new ArrayList<>();
    for (JsonNode secret : incident.path("secrets")) {
      int number = secret.path("number").asInt(values.size() + 1);
      String rule = secret.path("rules").path(0).asText("secret");
      Content value;
      try {
        value = Content.ofOwned(Base64.getDecoder().decode(secret.path("valueBase64").asText("")));
      } catch (IllegalArgumentException e) {
        throw new RemedyException(name + ": the valueBase64 of secret " + number + " is damaged");
      }
      ReportedLeak leak = new ReportedLeak(rule, "", "", "", "", 0, 0, "", "", List.of());
      values.add(new LeakedValue(number, List.of(leak), value));
    }
    return values;
  }

  private static PurgeCheck ofValues(List<LeakedValue> values) {
    Map<Integer, String> names = new HashMap<>();
    List<String> notSearched = new ArrayList<>();
    for (LeakedValue value : values) {
      names.put(value.number(), value + " (" + value.ruleId() + ")");
      if (!value.isUsable()) {
        notSearched.add(
            names.get(value.number())
                + ": its value is "
                + (value.value().isEmpty()
                    ? "not in the file; give the incident.json of this leak"
                    : "too short to be distinguished from other text"));
      }
    }
    return new PurgeCheck(SecretNeedles.of(values), names, notSearched);
  }

  /** Searches the whole repository. */
  public Result in(GitRepository repository) {
    SecretTraces traces = SecretTraces.of(repository, needles);
    List<String> notRead = new ArrayList<>(notSearched);
    notRead.addAll(traces.notRead());
    List<String> left = traces.sightings().stream().map(this::line).toList();
    return new Result(
        left, masked(notRead), masked(traces.besides()), traces.objects(), needles.secrets());
  }

  private List<String> masked(List<String> texts) {
    return texts.stream().map(text -> needles.masked(text, Set.of())).toList();
  }

  private String line(Sighting sighting) {
    TreeSet<String> forms = new TreeSet<>();
    sighting.forms().forEach(form -> forms.add(needles.nameOf(form)));
    StringBuilder out = new StringBuilder();
    out.append(names.getOrDefault(sighting.secret(), "secret " + sighting.secret()));
    out.append(": ").append(sighting.kind().shown());
    if (!sighting.paths().isEmpty()) {
      out.append(' ').append(String.join(", ", sighting.paths()));
    }
    if (!sighting.object().isEmpty()) {
      out.append(", object ").append(sighting.object());
    }
    out.append(" (").append(String.join(", ", forms)).append(')');
    List<String> ways = new ArrayList<>(sighting.refs());
    ways.addAll(sighting.logs());
    if (sighting.inIndex()) {
      ways.add("the index");
    }
    if (!ways.isEmpty()) {
      out.append(", from ").append(String.join(", ", ways));
    } else if (sighting.isUnreachable()) {
      out.append(", unreachable");
    }
    return ForeignText.line(needles.masked(out.toString(), Set.of()));
  }
}

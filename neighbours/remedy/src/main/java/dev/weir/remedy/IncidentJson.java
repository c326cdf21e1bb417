package dev.weir.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.source.CommitInfo;
import dev.weir.remedy.trace.Sighting;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes an incident as JSON. */
public final class IncidentJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Incident incident;
  private final boolean withValues;

  private IncidentJson(Incident incident, boolean withValues) {
    this.incident = incident;
    this.withValues = withValues;
  }

  /**
   * Returns the JSON text.
   *
   * @param withValues true to include the values of the secrets
   */
  public static String of(Incident incident, boolean withValues) {
    try {
      ObjectNode root = new IncidentJson(incident, withValues).root();
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private ObjectNode root() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", 1);
    root.put("made", incident.made().toString());
    root.put("repository", incident.repository().toString());
    root.put("newestCommit", incident.provenance().revision());
    root.put("branch", incident.provenance().branch());
    root.put("remote", shown(incident.remote().address()));
    root.put("folder", incident.folder().toString());
    ArrayNode secrets = root.putArray("secrets");
    incident.secrets().forEach(secret -> secrets.add(secret(secret)));
    ObjectNode purge = root.putObject("purge");
    Checklist checklist = new Checklist(incident);
    purge.put("way", incident.isInHistory() ? incident.isLocal() ? "local" : "rewrite" : "none");
    add(purge.putArray("commands"), checklist.purge());
    add(root.putArray("server"), incident.kept());
    add(root.putArray("checklist"), checklist.lines());
    add(root.putArray("notRead"), incident.notRead().stream().map(this::shown).toList());
    add(root.putArray("besides"), incident.besides());
    return root;
  }

  private String shown(String text) {
    return withValues ? text : incident.needles().masked(text, incident.identifiers());
  }

  private void add(ArrayNode array, Collection<String> texts) {
    texts.forEach(text -> array.add(shown(text)));
  }

  private ObjectNode secret(LeakedSecret secret) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("number", secret.number());
    TreeSet<String> rules = new TreeSet<>();
    secret.value().leaks().forEach(leak -> rules.add(leak.ruleId()));
    add(node.putArray("rules"), rules);
    node.put("description", secret.description());
    node.put("provider", secret.about().provider());
    node.put("severity", secret.about().severity().word());
    if (secret.isIdentifier()) {
      node.put("identifier", secret.value().value().text());
    }
    if (withValues && !secret.value().value().isEmpty()) {
      node.put("value", secret.value().value().text());
      node.put("valueBase64", Base64.getEncoder().encodeToString(secret.value().value().bytes()));
    }
    node.put("bytes", secret.value().value().length());
    node.put("pushed", secret.exposure().id);
    node.put("inNewestCommit", secret.inNewest());
    node.put("inIndex", secret.inIndex());
    commit(node, "first", secret.first());
    commit(node, "last", secret.last());
    add(node.putArray("files"), secret.files());
    add(node.putArray("refs"), secret.refs());
    add(node.putArray("logs"), secret.logs());
    ArrayNode places = node.putArray("places");
    secret.sightings().forEach(sighting -> places.add(place(sighting)));
    node.put("revoke", secret.about().revoke());
    node.put("url", secret.url());
    ArrayNode steps = node.putArray("steps");
    for (Recipe.Step step : secret.steps()) {
      ObjectNode one = steps.addObject();
      one.put("phase", step.phase());
      one.put("text", step.text());
      if (!step.command().isEmpty()) {
        one.put("command", shown(step.command()));
        one.put("readOnly", step.reads());
      }
    }
    return node;
  }

  private void commit(ObjectNode node, String name, Sighting.@Nullable Seen seen) {
    if (seen == null) {
      node.putNull(name);
      return;
    }
    CommitInfo commit = seen.commit();
    ObjectNode one = node.putObject(name);
    one.put("commit", commit.sha());
    one.put("author", shown(commit.author()));
    one.put("email", shown(commit.email()));
    one.put("date", commit.date());
  }

  private ObjectNode place(Sighting sighting) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", sighting.kind().shown());
    node.put("object", sighting.object());
    TreeSet<String> forms = new TreeSet<>();
    sighting.forms().forEach(form -> forms.add(incident.needles().nameOf(form)));
    add(node.putArray("forms"), forms);
    add(node.putArray("paths"), sighting.paths());
    add(node.putArray("refs"), sighting.refs());
    add(node.putArray("logs"), sighting.logs());
    node.put("binary", sighting.binary());
    node.put("unreachable", sighting.isUnreachable());
    return node;
  }
}

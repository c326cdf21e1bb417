package dev.weir.remedy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.core.source.CommitInfo;
import dev.weir.remedy.trace.Sighting;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes an incident as JSON. */
public final class IncidentJson {
  private final Incident incident;
  private final boolean withValues;
  private final JsonGenerator json;

  private IncidentJson(Incident incident, boolean withValues, JsonGenerator json) {
    this.incident = incident;
    this.withValues = withValues;
    this.json = json;
  }

  /**
   * Returns the JSON text.
   *
   * @param withValues true to include the values of the secrets
   */
  public static String of(Incident incident, boolean withValues) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      new IncidentJson(incident, withValues, json).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", 1);
    json.writeStringField("made", incident.made().toString());
    json.writeStringField("repository", incident.repository().toString());
    json.writeStringField("newestCommit", incident.provenance().revision());
    json.writeStringField("branch", incident.provenance().branch());
    json.writeStringField("remote", shown(incident.remote().address()));
    json.writeStringField("folder", incident.folder().toString());
    json.writeArrayFieldStart("secrets");
    for (LeakedSecret secret : incident.secrets()) {
      write(secret);
    }
    json.writeEndArray();
    Checklist checklist = new Checklist(incident);
    String nowhere = incident.notSearched() == 0 ? "none" : "unknown";
    String way = incident.isInHistory() ? incident.isLocal() ? "local" : "rewrite" : nowhere;
    json.writeObjectFieldStart("purge");
    json.writeStringField("way", way);
    write("commands", checklist.purge());
    json.writeEndObject();
    write("server", incident.kept());
    write("checklist", checklist.lines());
    write("notRead", incident.notRead().stream().map(this::shown).toList());
    write("besides", incident.besides());
    json.writeEndObject();
  }

  private String shown(String text) {
    return withValues ? text : incident.needles().masked(text, incident.identifiers());
  }

  private void write(String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(shown(text));
    }
    json.writeEndArray();
  }

  private void write(LeakedSecret secret) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", secret.number());
    TreeSet<String> rules = new TreeSet<>();
    secret.value().leaks().forEach(leak -> rules.add(leak.ruleId()));
    write("rules", rules);
    json.writeStringField("description", secret.description());
    json.writeStringField("provider", secret.about().provider());
    json.writeStringField("severity", secret.about().severity().word());
    if (secret.isIdentifier()) {
      json.writeStringField("identifier", secret.value().value().text());
    }
    if (withValues && !secret.value().value().isEmpty()) {
      byte[] value = secret.value().value().bytes();
      json.writeStringField("value", secret.value().value().text());
      json.writeStringField("valueBase64", Base64.getEncoder().encodeToString(value));
    }
    json.writeNumberField("bytes", secret.value().value().length());
    json.writeStringField("pushed", secret.exposure().id);
    json.writeBooleanField("inNewestCommit", secret.inNewest());
    json.writeBooleanField("inIndex", secret.inIndex());
    write("first", secret.first());
    write("last", secret.last());
    write("files", secret.files());
    write("refs", secret.refs());
    write("logs", secret.logs());
    json.writeArrayFieldStart("places");
    for (Sighting sighting : secret.sightings()) {
      write(sighting);
    }
    json.writeEndArray();
    json.writeStringField("revoke", secret.about().revoke());
    json.writeStringField("url", secret.url());
    json.writeArrayFieldStart("steps");
    for (Recipe.Step step : secret.steps()) {
      write(step);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Recipe.Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("phase", step.phase());
    json.writeStringField("text", step.text());
    if (!step.command().isEmpty()) {
      json.writeStringField("command", shown(step.command()));
      json.writeBooleanField("readOnly", step.reads());
    }
    json.writeEndObject();
  }

  private void write(String name, Sighting.@Nullable Seen seen) throws IOException {
    if (seen == null) {
      json.writeNullField(name);
      return;
    }
    CommitInfo commit = seen.commit();
    json.writeObjectFieldStart(name);
    json.writeStringField("commit", commit.sha());
    json.writeStringField("author", shown(commit.author()));
    json.writeStringField("email", shown(commit.email()));
    json.writeStringField("date", commit.date());
    json.writeEndObject();
  }

  private void write(Sighting sighting) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", sighting.kind().shown());
    json.writeStringField("object", sighting.object());
    TreeSet<String> forms = new TreeSet<>();
    sighting.forms().forEach(form -> forms.add(incident.needles().nameOf(form)));
    write("forms", forms);
    write("paths", sighting.paths());
    write("refs", sighting.refs());
    write("logs", sighting.logs());
    json.writeBooleanField("binary", sighting.binary());
    json.writeBooleanField("unreachable", sighting.isUnreachable());
    json.writeEndObject();
  }
}

package dev.weir.document.infrastructure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.core.file.FileHead;
import dev.weir.core.json.JsonValue;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that Terraform and OpenTofu mark as sensitive, in states of version 4 and in
 * what {@code terraform show -json} prints of states and plans (Terraform's "JSON Output Format").
 * The place of a value is the address of its resource.
 */
public final class TerraformReader implements DocumentReader {
  /** How far into a file its version stands. */
  private static final int NEAR = 600;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isState = lower.endsWith(".tfstate") || lower.endsWith(".tfstate.backup");
    if (!isState && !name.isEmpty() && !lower.endsWith(".json")) {
      return null;
    }
    return Heads.beginsWith(head, '{') && Heads.has(head, NEAR, "\"terraform_version\"")
        ? "a Terraform state or plan"
        : null;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    try (JsonParser json = JsonValue.format().createParser(file.stream())) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw DocumentException.damaged("it is no JSON object");
      }
      top(json, new SensitiveValues(text));
    } catch (JsonProcessingException e) {
      // Jackson's message would quote the state.
      throw DocumentException.damaged("it is no valid JSON in line " + e.getLocation().getLineNr());
    }
  }

  private static void top(JsonParser json, SensitiveValues values)
      throws IOException, InterruptedException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "resources" -> each(json, values::stateResource);
        case "resource_changes", "resource_drift" -> each(json, values::change);
        case "outputs" -> values.outputs(JsonValue.at(json));
        case "variables" -> json.skipChildren();
        case "values", "planned_values" -> shown(json, values);
        case "prior_state" -> priorState(json, values);
        default -> json.skipChildren();
      }
    }
  }

  private static void priorState(JsonParser json, SensitiveValues values)
      throws IOException, InterruptedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isValues = json.currentName().equals("values");
      json.nextToken();
      if (isValues) {
        shown(json, values);
      } else {
        json.skipChildren();
      }
    }
  }

  /** Reads the values of a state or of a plan. */
  private static void shown(JsonParser json, SensitiveValues values)
      throws IOException, InterruptedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("outputs")) {
        values.outputs(JsonValue.at(json));
      } else if (name.equals("root_module")) {
        module(json, values);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void module(JsonParser json, SensitiveValues values)
      throws IOException, InterruptedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("resources")) {
        each(json, values::shownResource);
      } else if (name.equals("child_modules") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          module(json, values);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** Receives an element of a list. */
  @FunctionalInterface
  private interface Element {
    void read(JsonValue value) throws IOException, InterruptedException;
  }

  private static void each(JsonParser json, Element element)
      throws IOException, InterruptedException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      element.read(JsonValue.at(json));
    }
  }
}

package dev.weir.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Jupyter notebooks: the source and the outputs of each cell, with their lines joined. Format
 * 4 and format 3, which has the cells in worksheets.
 */
final class NotebookReader implements DocumentReader {
  private static final int MOST_BYTES = 500_000_000;

  /** The most names or brackets that can be inside one another. */
  private static final int DEEPEST = 200;

  /** Members of an output that say what it is. */
  private static final Set<String> SKIPPED =
      Set.of("metadata", "output_type", "name", "execution_count", "prompt_number", "stream");

  /** Keeps Jackson out of the first class, which each scan loads. */
  private static final class Json {
    static final JsonFactory FORMAT =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_BYTES)
                    .build())
            .build();

    /** The colours of a terminal, which error messages have. */
    static final Pattern COLORS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
  }

  @Override
  public @Nullable String kind(FileHead head, String name) {
    int at = 0;
    while (at < head.length() && head.bytes()[at] <= ' ' && head.bytes()[at] >= 0) {
      at++;
    }
    if (!head.has(at, "{")) {
      return null;
    }
    boolean isNamed = name.toLowerCase(Locale.ROOT).endsWith(".ipynb");
    return isNamed || (name.isEmpty() && hasCells(head)) ? "a Jupyter notebook" : null;
  }

  private static boolean hasCells(FileHead head) {
    String text = new String(head.bytes(), 0, head.length(), StandardCharsets.ISO_8859_1);
    return text.contains("\"cell_type\"") && text.contains("\"cells\"");
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    if (file.size() > MOST_BYTES) {
      throw DocumentException.limit("it is larger than 500 MB");
    }
    try (JsonParser json = Json.FORMAT.createParser(file.stream())) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw DocumentException.damaged("it is no JSON object");
      }
      new Cells(json, text).in(0);
    } catch (JsonProcessingException e) {
      // Jackson's message would quote the notebook.
      throw DocumentException.damaged("it is no valid JSON in line " + e.getLocation().getLineNr());
    }
  }

  /** Reads the cells, in their order. */
  private static final class Cells {
    private final JsonParser json;
    private final DocumentText text;
    private int number;

    Cells(JsonParser json, DocumentText text) {
      this.json = json;
      this.text = text;
    }

    /** Reads the members of the notebook or of a worksheet. */
    void in(int depth) throws IOException, InterruptedException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        boolean isArray = value == JsonToken.START_ARRAY;
        if (isArray && name.equals("cells")) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            cell();
          }
        } else if (isArray && name.equals("worksheets") && depth == 0) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            in(depth + 1);
          }
        } else {
          json.skipChildren();
        }
      }
    }

    private void cell() throws IOException, InterruptedException {
      String place = "cell " + ++number;
      String source = "";
      List<String> outputs = new ArrayList<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("source") || name.equals("input")) {
          source = joined(value);
        } else if (name.equals("outputs") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            StringBuilder output = new StringBuilder();
            members(output);
            outputs.add(Json.COLORS.matcher(output).replaceAll(""));
          }
        } else {
          json.skipChildren();
        }
      }
      text.add(place, source);
      for (int i = 0; i < outputs.size(); i++) {
        text.add(place + " output " + (i + 1), outputs.get(i));
      }
    }

    /** Collects the texts of an output. Pictures are left out. */
    private void members(StringBuilder output) throws IOException, InterruptedException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        boolean isPicture = name.startsWith("image/") && !name.contains("svg");
        boolean isPlain = name.equals("png") || name.equals("jpeg");
        if (isPicture || isPlain || SKIPPED.contains(name)) {
          json.skipChildren();
        } else if (value == JsonToken.START_OBJECT && name.equals("data")) {
          members(output);
        } else if (value == JsonToken.START_OBJECT) {
          fields(output);
        } else {
          output.append(joined(value)).append('\n');
        }
      }
    }

    /** Collects the members of any object, one a line, so that rules see their names. */
    private void fields(StringBuilder output) throws IOException, InterruptedException {
      int depth = 1;
      while (depth > 0) {
        JsonToken token = json.nextToken();
        if (token == null) {
          throw DocumentException.cutOff();
        }
        text.count(1);
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          output.append(json.currentName()).append(" = ");
        } else if (token == JsonToken.VALUE_STRING) {
          output.append('\'').append(json.getText()).append("'\n");
        } else {
          output.append(json.getText()).append('\n');
        }
      }
    }

    /** Returns a text, or the texts of a list one after the other; they end with their newlines. */
    private String joined(@Nullable JsonToken value) throws IOException, InterruptedException {
      if (value == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      StringBuilder all = new StringBuilder();
      if (value == JsonToken.START_ARRAY) {
        for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
          if (one == null) {
            throw DocumentException.cutOff();
          }
          if (one == JsonToken.VALUE_STRING) {
            all.append(json.getText());
            text.count(0);
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
      return all.toString();
    }
  }
}

package dev.weir.verify;

import com.fasterxml.jackson.core.JsonPointer;
import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.config.toml.TomlSyntaxException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a file of verifications and endpoints. Anything that it does not know is an error. */
final class VerificationReader {
  private static final Set<String> KEYS =
      Set.of(
          "provider",
          "docs",
          "rules",
          "pattern",
          "beside",
          "method",
          "url",
          "urls",
          "headers",
          "basic",
          "type",
          "body",
          "answers",
          "sign");
  private static final Set<String> ANSWER_KEYS =
      Set.of("status", "json", "is", "contains", "means", "reason");
  private static final String SIGNED = "aws-sts";
  private static final Set<String> METHODS = Set.of("", "GET", "HEAD", "POST");
  private static final Pattern HEADER = Pattern.compile("[a-z0-9-]+");
  private static final Set<String> SET_BY_HTTP =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
  private static final Pattern START =
      Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-f:.]+\\])(:[0-9]+)?(/.*)?");

  private final String file;

  /**
   * @param file the name of the file in messages
   */
  VerificationReader(String file) {
    this.file = file;
  }

  /**
   * The contents of a file.
   *
   * @param endpoints addresses to use instead of hosts: a scheme, a host and an optional path
   */
  record Contents(List<Verification> verifications, Map<String, String> endpoints) {}

  Contents read(String text) throws VerificationException {
    ConfigTable table;
    try {
      table = TomlReader.read(text);
    } catch (TomlSyntaxException e) {
      TomlSyntaxException.Flaw flaw = e.flaws().get(0);
      throw new VerificationException(file + ":" + flaw.line() + ": " + flaw.message());
    }
    List<Verification> verifications = new ArrayList<>();
    Map<String, String> endpoints = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigTable.Value> entry : table.values().entrySet()) {
      ConfigTable.Value value = entry.getValue();
      if (entry.getKey().equals("verification")) {
        for (ConfigTable.Value each : list(value)) {
          verifications.add(verification(each));
        }
      } else if (entry.getKey().equals("endpoints")) {
        for (Map.Entry<String, ConfigTable.Value> host : table(value).values().entrySet()) {
          String to = text(host.getValue());
          checkAddress(to, host.getValue().line());
          endpoints.put(host.getKey(), to.replaceFirst("/$", ""));
        }
      } else {
        throw flaw(
            value.line(),
            "\"" + entry.getKey() + "\" is not known; use [[verification]] or [endpoints]");
      }
    }
    return new Contents(verifications, endpoints);
  }

  private Verification verification(ConfigTable.Value value) throws VerificationException {
    ConfigTable table = table(value);
    int line = value.line();
    for (Map.Entry<String, ConfigTable.Value> entry : table.values().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        throw flaw(entry.getValue().line(), "\"" + entry.getKey() + "\" is not known");
      }
    }
    List<String> urls = texts(table, "urls");
    if (table.get("url") != null) {
      urls.add(optional(table, "url"));
    }
    if (urls.isEmpty()) {
      throw flaw(line, "a verification needs url or urls");
    }
    for (String url : urls) {
      checkAddress(url, line);
    }
    List<String> rules = texts(table, "rules");
    if (rules.isEmpty()) {
      throw flaw(
          line, "a verification needs rules: the ids of the rules whose secrets it verifies");
    }
    Pattern pattern = table.get("pattern") == null ? null : pattern(value(table, "pattern"));
    Map<String, Pattern> beside = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigTable.Value> entry : members(table, "beside").entrySet()) {
      beside.put(entry.getKey(), pattern(entry.getValue()));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigTable.Value> entry : members(table, "headers").entrySet()) {
      boolean free = HEADER.matcher(entry.getKey()).matches();
      if (!free || SET_BY_HTTP.contains(entry.getKey())) {
        throw flaw(entry.getValue().line(), "the header " + entry.getKey() + " cannot be set");
      }
      headers.put(entry.getKey(), text(entry.getValue()));
    }
    List<Answer> answers = new ArrayList<>();
    ConfigTable.Value given = table.get("answers");
    for (ConfigTable.Value each : given == null ? List.<ConfigTable.Value>of() : list(given)) {
      answers.add(answer(each));
    }
    if (answers.isEmpty()) {
      throw flaw(
          line, "a verification needs answers, which define what the provider's answers mean");
    }
    String method = optional(table, "method");
    if (!METHODS.contains(method)) {
      throw flaw(line, "method must be GET, HEAD or POST");
    }
    Verification made =
        new Verification(
            optional(table, "provider"),
            rules,
            pattern,
            beside,
            method.isEmpty() ? "GET" : method,
            urls,
            headers,
            optional(table, "basic"),
            optional(table, "type"),
            optional(table, "body"),
            answers,
            isSigned(table));
    if (made.isSigned() && !made.method().equals("POST")) {
      throw flaw(line, "a signed request must be a POST");
    }
    checkPlaces(made, line);
    return made;
  }

  private boolean isSigned(ConfigTable table) throws VerificationException {
    String how = optional(table, "sign");
    if (!how.isEmpty() && !how.equals(SIGNED)) {
      throw flaw(value(table, "sign").line(), "sign must be " + SIGNED);
    }
    return !how.isEmpty();
  }

  /** Checks that every placeholder has a value, and that the request contains the secret. */
  private void checkPlaces(Verification made, int line) throws VerificationException {
    List<String> texts = new ArrayList<>(made.urls());
    texts.addAll(made.headers().values());
    texts.add(made.basic());
    texts.add(made.body());
    int groups = made.pattern() == null ? 0 : made.pattern().matcher("").groupCount();
    boolean asks = false;
    for (String text : texts) {
      Matcher places = RequestTemplate.PLACE.matcher(text);
      while (places.find()) {
        String name = places.group(1);
        boolean number = Character.isDigit(name.charAt(0));
        boolean known =
            number
                ? Integer.parseInt(name) <= groups
                : name.equals("secret") || made.beside().containsKey(name);
        if (!known) {
          throw flaw(line, "there is no value for {" + name + "}");
        }
        asks |= number || name.equals("secret");
      }
    }
    if (!asks && !made.isSigned()) {
      throw flaw(line, "the request does not contain {secret}");
    }
  }

  private Answer answer(ConfigTable.Value value) throws VerificationException {
    ConfigTable table = table(value);
    for (Map.Entry<String, ConfigTable.Value> entry : table.values().entrySet()) {
      if (!ANSWER_KEYS.contains(entry.getKey())) {
        throw flaw(entry.getValue().line(), "\"" + entry.getKey() + "\" is not known in answers");
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (ConfigTable.Value status : listOrOne(table, "status")) {
      if (!(status.data() instanceof Long number) || number < 100 || number > 599) {
        throw flaw(status.line(), "status must be a number from 100 to 599, or a list of them");
      }
      statuses.add(number.intValue());
    }
    if (statuses.isEmpty()) {
      throw flaw(value.line(), "an answer needs a status");
    }
    List<String> is = new ArrayList<>();
    for (ConfigTable.Value text : listOrOne(table, "is")) {
      is.add(text(text));
    }
    String json = optional(table, "json");
    try {
      return new Answer(
          statuses,
          json.isEmpty() ? null : JsonPointer.compile(json),
          is,
          optional(table, "contains"),
          Verdict.State.valueOf(optional(table, "means").toUpperCase(Locale.ROOT)),
          optional(table, "reason"));
    } catch (IllegalArgumentException e) {
      throw flaw(
          value.line(),
          "means must be verified, unverified or unknown, and json a pointer such as /ok");
    }
  }

  private void checkAddress(String url, int line) throws VerificationException {
    Matcher start = START.matcher(url);
    boolean host = start.matches();
    if (host) {
      host = isHost(start.group(1) + "://" + start.group(2));
    }
    if (!host) {
      throw flaw(
          line,
          "an address must start with https:// and a host in lower case without placeholders: no"
              + " part of a secret may decide where it is sent");
    }
    if (start.group(1).equals("http") && !Loopback.isHost(start.group(2))) {
      throw flaw(line, "secrets are only sent by https, except to this machine");
    }
  }

  private static boolean isHost(String start) {
    try {
      return URI.create(start).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Pattern pattern(ConfigTable.Value value) throws VerificationException {
    try {
      return Pattern.compile(text(value));
    } catch (PatternSyntaxException e) {
      throw flaw(value.line(), "the pattern is not valid: " + e.getDescription());
    }
  }

  private Map<String, ConfigTable.Value> members(ConfigTable table, String key)
      throws VerificationException {
    ConfigTable.Value value = table.get(key);
    return value == null ? Map.of() : table(value).values();
  }

  private ConfigTable.Value value(ConfigTable table, String key) throws VerificationException {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      throw flaw(1, key + " is missing");
    }
    return value;
  }

  private ConfigTable table(ConfigTable.Value value) throws VerificationException {
    if (value.data() instanceof ConfigTable table) {
      return table;
    }
    throw flaw(value.line(), "this must be a table");
  }

  @SuppressWarnings("unchecked") // a list of the reader holds values
  private List<ConfigTable.Value> list(ConfigTable.Value value) throws VerificationException {
    if (value.data() instanceof List<?> list) {
      return (List<ConfigTable.Value>) list;
    }
    throw flaw(value.line(), "this must be a list");
  }

  private List<ConfigTable.Value> listOrOne(ConfigTable table, String key)
      throws VerificationException {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return List.of();
    }
    return value.data() instanceof List<?> ? list(value) : List.of(value);
  }

  private List<String> texts(ConfigTable table, String key) throws VerificationException {
    List<String> texts = new ArrayList<>();
    for (ConfigTable.Value value : listOrOne(table, key)) {
      texts.add(text(value));
    }
    return texts;
  }

  private String optional(ConfigTable table, String key) throws VerificationException {
    ConfigTable.Value value = table.get(key);
    return value == null ? "" : text(value);
  }

  private String text(ConfigTable.Value value) throws VerificationException {
    if (value.data() instanceof String text) {
      return text;
    }
    throw flaw(value.line(), "this must be a text in quotes");
  }

  private VerificationException flaw(int line, String what) {
    return new VerificationException(file + ":" + line + ": " + what);
  }
}

package dev.weir.gotemplate.gostd;

import dev.weir.core.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A URL, parsed and written as Go's {@code net/url} does.
 *
 * @param user the user information, escaped, or null if there is none
 * @param rawPath the path as it was written, if escaping it again would give another text
 * @param rawFragment the fragment as it was written, in the same case
 * @param hasEmptyQuery true if it ends in a question mark
 * @param omitsHost true if a scheme is followed by one slash
 */
public record GoUrl(
    String scheme,
    String opaque,
    @Nullable String user,
    String host,
    String path,
    String rawPath,
    String query,
    String fragment,
    String rawFragment,
    boolean hasEmptyQuery,
    boolean omitsHost) {

  /** The parts of a URL; each escapes other characters. */
  enum Part {
    PATH("$&+,/:;=@"),
    USER("$&+,;="),
    HOST("!$&'()*+,;=:[]<>\""),
    FRAGMENT("$&+,/:;=?@!()*");

    private final String allowed;

    Part(String allowed) {
      this.allowed = allowed;
    }

    private boolean escapes(int c) {
      boolean unreserved = Ascii.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0;
      return !unreserved && (c >= 0x80 || allowed.indexOf(c) < 0);
    }
  }

  public static GoUrl parse(String raw) throws FunctionException {
    int hash = raw.indexOf('#');
    String main = hash < 0 ? raw : raw.substring(0, hash);
    String fragment = hash < 0 ? "" : raw.substring(hash + 1);
    GoUrl url;
    try {
      url = new Reader(main).read();
    } catch (FunctionException e) {
      throw new FunctionException("parse " + GoQuote.quote(main) + ": " + e.getMessage());
    }
    try {
      String plain = unescape(fragment, Part.FRAGMENT);
      String rawFragment = escape(plain, Part.FRAGMENT).equals(fragment) ? "" : fragment;
      return new GoUrl(
          url.scheme,
          url.opaque,
          url.user,
          url.host,
          url.path,
          url.rawPath,
          url.query,
          plain,
          rawFragment,
          url.hasEmptyQuery,
          url.omitsHost);
    } catch (FunctionException e) {
      throw new FunctionException("parse " + GoQuote.quote(raw) + ": " + e.getMessage());
    }
  }

  /** Returns the host without the port. */
  public String hostname() {
    if (host.startsWith("[")) {
      int close = host.indexOf(']');
      return close < 0 ? host : host.substring(1, close);
    }
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.substring(colon + 1).matches("[0-9]*");
    return port ? host.substring(0, colon) : host;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!scheme.isEmpty()) {
      out.append(scheme).append(':');
    }
    if (!opaque.isEmpty()) {
      out.append(opaque);
    } else {
      authority(out);
      String escaped = escaped(path, rawPath, Part.PATH);
      if (!escaped.isEmpty() && !escaped.startsWith("/") && !host.isEmpty()) {
        out.append('/');
      }
      if (out.length() == 0 && firstSegment(escaped).contains(":")) {
        out.append("./");
      }
      out.append(escaped);
    }
    if (hasEmptyQuery || !query.isEmpty()) {
      out.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      out.append('#').append(escaped(fragment, rawFragment, Part.FRAGMENT));
    }
    return out.toString();
  }

  private void authority(StringBuilder out) {
    boolean present = !scheme.isEmpty() || !host.isEmpty() || user != null;
    if (!present || (omitsHost && host.isEmpty() && user == null)) {
      return;
    }
    if (!host.isEmpty() || !path.isEmpty() || user != null) {
      out.append("//");
    }
    if (user != null) {
      out.append(user).append('@');
    }
    out.append(escape(host, Part.HOST));
  }

  private static String escaped(String plain, String raw, Part part) {
    if (!raw.isEmpty() && isValid(raw, part)) {
      return raw;
    }
    return plain.equals("*") && part == Part.PATH ? "*" : escape(plain, part);
  }

  private static boolean isValid(String raw, Part part) {
    for (byte b : GoText.bytes(raw)) {
      int c = b & 0xFF;
      if (part.escapes(c) && "!$&'()*+,;=:@[]%".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String firstSegment(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  static String escape(String text, Part part) {
    StringBuilder out = new StringBuilder();
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xFF;
      if (part.escapes(c)) {
        out.append(String.format("%%%02X", c));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }

  static String unescape(String text, Part part) throws FunctionException {
    byte[] bytes = GoText.bytes(text);
    byte[] plain = new byte[bytes.length];
    int size = 0;
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xFF;
      if (c == '%') {
        int high = i + 2 < bytes.length ? Ascii.hexValue(bytes[i + 1]) : -1;
        int low = i + 2 < bytes.length ? Ascii.hexValue(bytes[i + 2]) : -1;
        String escape = GoText.of(bytes, i, Math.min(i + 3, bytes.length));
        boolean bad = high < 0 || low < 0;
        if (bad || (part == Part.HOST && high < 8 && !escape.equals("%25"))) {
          throw new FunctionException("invalid URL escape " + GoQuote.quote(escape));
        }
        plain[size++] = (byte) (high << 4 | low);
        i += 2;
      } else if (part == Part.HOST && c < 0x80 && part.escapes(c)) {
        throw new FunctionException(
            "invalid character " + GoQuote.quote(Character.toString(c)) + " in host name");
      } else {
        plain[size++] = (byte) c;
      }
    }
    return GoText.of(plain, 0, size);
  }

  /** Parses a URL without its fragment. */
  private static final class Reader {
    private final String raw;
    private String scheme = "";
    private @Nullable String user;
    private String host = "";

    Reader(String raw) {
      this.raw = raw;
    }

    GoUrl read() throws FunctionException {
      if (raw.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
        throw new FunctionException("net/url: invalid control character in URL");
      }
      if (raw.equals("*")) {
        return url("", "*", "", "", false, false);
      }
      String rest = afterScheme();
      String query = "";
      int question = rest.indexOf('?');
      boolean emptyQuery = question >= 0 && question == rest.length() - 1;
      if (question >= 0) {
        query = rest.substring(question + 1);
        rest = rest.substring(0, question);
      }
      if (!rest.startsWith("/")) {
        if (!scheme.isEmpty()) {
          return url(rest, "", "", query, emptyQuery, false);
        }
        if (firstSegment(rest).contains(":")) {
          throw new FunctionException("first path segment in URL cannot contain colon");
        }
      }
      boolean omitsHost = false;
      if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
        int slash = rest.indexOf('/', 2);
        authority(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
        rest = slash < 0 ? "" : rest.substring(slash);
      } else {
        omitsHost = !scheme.isEmpty() && rest.startsWith("/");
      }
      String path = unescape(rest, Part.PATH);
      String rawPath = escape(path, Part.PATH).equals(rest) ? "" : rest;
      return url("", path, rawPath, query, emptyQuery, omitsHost);
    }

    private GoUrl url(
        String opaque,
        String path,
        String rawPath,
        String query,
        boolean emptyQuery,
        boolean omitsHost) {
      return new GoUrl(
          scheme, opaque, user, host, path, rawPath, query, "", "", emptyQuery, omitsHost);
    }

    private String afterScheme() throws FunctionException {
      for (int i = 0; i < raw.length(); i++) {
        char c = raw.charAt(i);
        if (c == ':') {
          if (i == 0) {
            throw new FunctionException("missing protocol scheme");
          }
          scheme = GoCase.lower(raw.substring(0, i));
          return raw.substring(i + 1);
        }
        boolean other = Ascii.isDigit(c) || c == '+' || c == '-' || c == '.';
        if (!Ascii.isLetter(c) && (!other || i == 0)) {
          return raw;
        }
      }
      return raw;
    }

    private void authority(String authority) throws FunctionException {
      int at = authority.lastIndexOf('@');
      host = host(authority.substring(at + 1));
      if (at < 0) {
        return;
      }
      String info = authority.substring(0, at);
      for (int i = 0; i < info.length(); i++) {
        char c = info.charAt(i);
        if (!Ascii.isLetterOrDigit(c) && "-._:~!$&'()*+,;=%@".indexOf(c) < 0) {
          throw new FunctionException("net/url: invalid userinfo");
        }
      }
      int colon = info.indexOf(':');
      String name = unescape(colon < 0 ? info : info.substring(0, colon), Part.USER);
      user = escape(name, Part.USER);
      if (colon >= 0) {
        user += ":" + escape(unescape(info.substring(colon + 1), Part.USER), Part.USER);
      }
    }

    private String host(String host) throws FunctionException {
      int open = host.lastIndexOf('[');
      if (open > 0) {
        throw new FunctionException("invalid IP-literal");
      }
      int colon;
      if (open == 0) {
        int close = host.lastIndexOf(']');
        if (close < 0) {
          throw new FunctionException("missing ']' in host");
        }
        colon = close + 1;
      } else {
        boolean isWeb = scheme.equals("http") || scheme.equals("https");
        colon = isWeb ? host.indexOf(':') : host.lastIndexOf(':');
      }
      String port = colon < 0 ? "" : host.substring(colon);
      if (!port.matches("(:[0-9]*)?")) {
        throw new FunctionException("invalid port " + GoQuote.quote(port) + " after host");
      }
      return unescape(host, Part.HOST);
    }
  }
}

package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.MAP;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoUrl;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.Values;
import java.util.List;

/** Sprig's functions for URLs. */
public final class UrlFunctions {
  private UrlFunctions() {}

  public static void addTo(FunctionTable table) {
    table.add("urlParse", List.of(STRING), args -> parse(args.text(0)));
    table.add("urlJoin", List.of(MAP), args -> join(args.map(0)));
  }

  private static GoMap parse(String text) throws FunctionException {
    try {
      GoUrl url = GoUrl.parse(text);
      return GoMap.ofAny()
          .put("scheme", url.scheme())
          .put("host", url.host())
          .put("hostname", url.hostname())
          .put("path", url.path())
          .put("query", url.query())
          .put("opaque", url.opaque())
          .put("fragment", url.fragment())
          .put("userinfo", url.user() == null ? "" : url.user());
    } catch (FunctionException e) {
      throw new FunctionException("unable to parse url: " + e.getMessage());
    }
  }

  private static String join(GoMap parts) throws FunctionException {
    String scheme = part(parts, "scheme");
    String host = part(parts, "host");
    String path = part(parts, "path");
    String query = part(parts, "query");
    String opaque = part(parts, "opaque");
    String fragment = part(parts, "fragment");
    String info = part(parts, "userinfo");
    String user = null;
    if (!info.isEmpty()) {
      try {
        user = GoUrl.parse("proto://" + info + "@host").user();
      } catch (FunctionException e) {
        throw new FunctionException("unable to parse userinfo in dict: " + e.getMessage());
      }
    }
    GoUrl url = new GoUrl(scheme, opaque, user, host, path, "", query, fragment, "", false, false);
    return url.toString();
  }

  private static String part(GoMap parts, String key) throws FunctionException {
    if (!parts.has(key)) {
      return "";
    }
    Object value = parts.get(key);
    if (value == null) {
      throw new FunctionException(
          "runtime error: invalid memory address or nil pointer dereference");
    }
    if (!(value instanceof String text)) {
      throw new FunctionException(
          "unable to parse "
              + key
              + " key, must be of type string, but "
              + Values.kind(value)
              + " found");
    }
    return text;
  }
}

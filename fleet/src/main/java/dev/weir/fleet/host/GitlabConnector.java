package dev.weir.fleet.host;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.Future;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;

/** Sends the requests of the library for GitLab with {@link Server}. */
final class GitlabConnector implements Connector {
  private static final String SERVER = GitlabConnector.class.getName();

  private final Server server;

  private GitlabConnector(Server server) {
    this.server = server;
  }

  /** Makes connectors; the library below GitLab's takes the name of a class only. */
  public static final class Provider implements ConnectorProvider {
    @Override
    public Connector getConnector(Client client, Configuration configuration) {
      return new GitlabConnector((Server) configuration.getProperty(SERVER));
    }
  }

  /** Returns the settings with which the library sends its requests to a server. */
  static Map<String, Object> settings(Server server) {
    return Map.of(ClientProperties.CONNECTOR_PROVIDER, Provider.class.getName(), SERVER, server);
  }

  @Override
  public ClientResponse apply(ClientRequest request) {
    try {
      HostAnswer answer = server.get(request.getUri());
      ClientResponse response = new ClientResponse(Response.Status.OK, request);
      answer.headers().map().forEach((name, values) -> response.getHeaders().put(name, values));
      response.setEntityStream(new ByteArrayInputStream(answer.body()));
      return response;
    } catch (HostException e) {
      throw new ProcessingException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessingException(e);
    }
  }

  @Override
  public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getName() {
    return "weir";
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

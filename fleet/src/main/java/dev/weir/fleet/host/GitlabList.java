package dev.weir.fleet.host;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;
import org.gitlab4j.api.Pager;
import org.gitlab4j.api.models.GroupProjectsFilter;
import org.gitlab4j.api.models.Project;
import org.gitlab4j.api.models.ProjectFilter;
import org.gitlab4j.models.Constants;

/** Lists the projects of a group on GitLab, with those of its subgroups, or of a user. */
final class GitlabList {
  private static final int NOT_FOUND = 404;

  private final Organisation organisation;
  private final Server server;
  private final int pageSize;

  GitlabList(Organisation organisation, Server server, int pageSize) {
    this.organisation = organisation;
    this.server = server;
    this.pageSize = pageSize;
  }

  void list(Consumer<HostedRepository> each) throws HostException, InterruptedException {
    String noToken = null;
    try (GitLabApi client =
        new GitLabApi(
            GitLabApi.ApiVersion.V4,
            organisation.api().toString(),
            noToken,
            null,
            GitlabConnector.settings(server))) {
      Pager<Project> pages = pages(client);
      while (pages.hasNext()) {
        List<Project> page = pages.next();
        for (Project one : page) {
          each.accept(repository(one));
        }
      }
    } catch (HostedRepositories.EndlessException e) {
      throw e;
    } catch (GitLabApiException | RuntimeException e) {
      // The library wraps what the connector throws, and fails in any way on a strange answer.
      HostException reason = HostException.within(e);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw reason == null ? server.strange() : reason;
    }
  }

  private Pager<Project> pages(GitLabApi client) throws GitLabApiException {
    String name = organisation.name();
    try {
      // In the order of ids, a project that is made meanwhile moves no other to another page.
      GroupProjectsFilter filter =
          new GroupProjectsFilter()
              .withIncludeSubGroups(true)
              .withShared(false)
              .withOrderBy(Constants.ProjectOrderBy.ID)
              .withSortOder(Constants.SortOrder.ASC);
      return client.getGroupApi().getProjects(name, filter, pageSize);
    } catch (GitLabApiException e) {
      HostException reason = HostException.within(e);
      if (reason == null || reason.code() != NOT_FOUND || name.contains("/")) {
        throw e;
      }
      ProjectFilter filter =
          new ProjectFilter()
              .withOrderBy(Constants.ProjectOrderBy.ID)
              .withSortOder(Constants.SortOrder.ASC);
      return client.getProjectApi().getUserProjects(name, filter, pageSize);
    }
  }

  private static HostedRepository repository(Project project) {
    return new HostedRepository(
        Objects.requireNonNull(project.getPathWithNamespace()),
        project.getNamespace().getFullPath(),
        Objects.requireNonNull(project.getHttpUrlToRepo()),
        Objects.requireNonNullElse(project.getDefaultBranch(), ""),
        Boolean.TRUE.equals(project.getArchived()),
        project.getForkedFromProject() != null);
  }
}

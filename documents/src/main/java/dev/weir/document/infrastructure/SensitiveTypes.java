package dev.weir.document.infrastructure;

import java.util.Map;
import java.util.Set;

/**
 * The attributes of much used resources that hold secrets. Providers declare them sensitive in
 * their schemas, which a state does not repeat.
 */
final class SensitiveTypes {
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("random_password", Set.of("result")),
          Map.entry("tls_private_key", Set.of("private_key_pem", "private_key_openssh")),
          Map.entry("aws_iam_access_key", Set.of("secret", "ses_smtp_password_v4")),
          Map.entry("aws_iam_user_login_profile", Set.of("password")),
          Map.entry("aws_db_instance", Set.of("password")),
          Map.entry("aws_rds_cluster", Set.of("master_password")),
          Map.entry("aws_redshift_cluster", Set.of("master_password")),
          Map.entry("aws_docdb_cluster", Set.of("master_password")),
          Map.entry("aws_elasticache_replication_group", Set.of("auth_token")),
          Map.entry("aws_secretsmanager_secret_version", Set.of("secret_string", "secret_binary")),
          Map.entry("aws_mq_broker", Set.of("user.0.password")),
          Map.entry("azurerm_key_vault_secret", Set.of("value")),
          Map.entry(
              "azurerm_storage_account",
              Set.of(
                  "primary_access_key",
                  "secondary_access_key",
                  "primary_connection_string",
                  "secondary_connection_string")),
          Map.entry("azurerm_mssql_server", Set.of("administrator_login_password")),
          Map.entry("azurerm_postgresql_server", Set.of("administrator_login_password")),
          Map.entry("azurerm_postgresql_flexible_server", Set.of("administrator_password")),
          Map.entry("azurerm_mysql_flexible_server", Set.of("administrator_password")),
          Map.entry("azurerm_cosmosdb_account", Set.of("primary_key", "secondary_key")),
          Map.entry("azurerm_container_registry", Set.of("admin_password")),
          Map.entry("azurerm_linux_virtual_machine", Set.of("admin_password")),
          Map.entry("azuread_application_password", Set.of("value")),
          Map.entry("azuread_service_principal_password", Set.of("value")),
          Map.entry("google_service_account_key", Set.of("private_key")),
          Map.entry("google_secret_manager_secret_version", Set.of("secret_data")),
          Map.entry("google_sql_user", Set.of("password")),
          Map.entry("google_storage_hmac_key", Set.of("secret")),
          Map.entry("kubernetes_secret", Set.of("data", "binary_data")),
          Map.entry("kubernetes_secret_v1", Set.of("data", "binary_data")),
          Map.entry("vault_generic_secret", Set.of("data_json", "data")),
          Map.entry("vault_kv_secret_v2", Set.of("data_json", "data")),
          Map.entry("vault_token", Set.of("client_token")),
          Map.entry("github_actions_secret", Set.of("plaintext_value")),
          Map.entry("gitlab_project_access_token", Set.of("token")),
          Map.entry("postgresql_role", Set.of("password")),
          Map.entry("mysql_user", Set.of("plaintext_password")),
          Map.entry("cloudflare_api_token", Set.of("value")),
          Map.entry("digitalocean_database_cluster", Set.of("password", "uri")),
          Map.entry("datadog_api_key", Set.of("key")),
          Map.entry("heroku_config", Set.of("sensitive_vars")),
          Map.entry("proxmox_vm_qemu", Set.of("cipassword")));

  private SensitiveTypes() {}

  /** Returns true if the attribute, or what is at this path below it, is a secret. */
  static boolean has(String type, String path) {
    return ATTRIBUTES.getOrDefault(type, Set.of()).contains(path);
  }
}

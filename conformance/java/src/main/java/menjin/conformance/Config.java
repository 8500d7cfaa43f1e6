// The settings: the fixture file's keys, and environment variables, which win.
package menjin.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class Config {
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("base_url", "FEISHU_BASE_URL"),
            Map.entry("app_id", "FEISHU_APP_ID"),
            Map.entry("app_secret", "FEISHU_APP_SECRET"),
            Map.entry("docx_token", "FEISHU_DOCX_TOKEN"),
            Map.entry("device_id", "FEISHU_DEVICE_ID"),
            Map.entry("performance_group_id", "FEISHU_PERFORMANCE_GROUP_ID"),
            Map.entry("performance_closed_group_id", "FEISHU_PERFORMANCE_CLOSED_GROUP_ID"),
            Map.entry("target_app_id", "FEISHU_TARGET_APP_ID"),
            Map.entry("user_access_token", "FEISHU_USER_ACCESS_TOKEN"),
            Map.entry("user_open_id", "FEISHU_USER_OPEN_ID"),
            Map.entry("auth_code", "FEISHU_AUTH_CODE"));

    private final Map<String, String> text = new HashMap<>();
    private final List<String> users = new ArrayList<>();

    private Config() {}

    static Config load() throws IOException {
        Config config = new Config();
        String path = System.getenv("FEISHU_FIXTURE");
        if (path != null && !path.isEmpty()) {
            config.read(Files.readString(Path.of(path)));
        }
        ENVIRONMENT.forEach((key, name) -> config.put(key, System.getenv(name)));
        String list = System.getenv("FEISHU_USERS");
        if (list != null && !list.isBlank()) {
            config.users.clear();
            for (String user : list.split(",")) {
                if (!user.isBlank()) {
                    config.users.add(user.trim());
                }
            }
        }
        return config;
    }

    private void read(String json) {
        JsonParser.parseString(json).getAsJsonObject().entrySet().forEach(entry -> {
            if (!entry.getKey().equals("users")) {
                put(entry.getKey(), entry.getValue().getAsString());
                return;
            }
            for (JsonElement user : entry.getValue().getAsJsonArray()) {
                users.add(user.getAsString());
            }
        });
    }

    /** Sets a value; an empty one counts as none. */
    void put(String key, String value) {
        if (value != null && !value.isEmpty()) {
            text.put(key, value);
        }
    }

    /** The value of a key, or null. */
    String text(String key) {
        return text.get(key);
    }

    List<String> users() {
        return users;
    }
}

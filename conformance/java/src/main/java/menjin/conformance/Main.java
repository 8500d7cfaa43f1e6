// Drives full life cycles with the official Java SDK: mvn -q compile exec:java [-Dexec.args="FAMILY..."].
// Configuration and meaning of the steps: see ../README.md. Prints one line per step, `ok NAME` or
// `FAIL NAME: CODE MSG`, then `N passed, M failed`; exits 1 when a step failed, 2 when the
// configuration is incomplete.
package menjin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

public final class Main {
    /** A part of the API: what runs it and the settings it needs. */
    private record Family(Consumer<Suite> run, List<String> needs) {}

    private static final Map<String, Family> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put("identity", new Family(Identity::run, List.of()));
        FAMILIES.put("groups", new Family(Groups::run, List.of("users")));
        FAMILIES.put("directory", new Family(Directory::run, List.of()));
        FAMILIES.put("docs", new Family(Docs::run, List.of("users", "docx_token")));
        FAMILIES.put("apps", new Family(Apps::run, List.of("users", "target_app_id")));
        FAMILIES.put("doors", new Family(Doors::run, List.of("users", "device_id")));
        FAMILIES.put("performance", new Family(Performance::run,
                List.of("users", "performance_group_id", "performance_closed_group_id")));
    }

    private Main() {}

    public static void main(String[] names) throws Exception {
        System.exit(runAll(names.length > 0 ? List.of(names) : List.copyOf(FAMILIES.keySet())));
    }

    private static int runAll(List<String> chosen) throws Exception {
        Config config = Config.load();
        String complaint = complaint(chosen, config);
        if (complaint != null) {
            System.err.println(complaint);
            return 2;
        }
        Suite suite = new Suite(config);
        for (String name : chosen) {
            FAMILIES.get(name).run().accept(suite);
        }
        System.out.println(suite.passed() + " passed, " + suite.failed() + " failed");
        return suite.failed() > 0 ? 1 : 0;
    }

    /** What is wrong with the choice or the configuration, or null. */
    private static String complaint(List<String> chosen, Config config) {
        List<String> unknown = new ArrayList<>(chosen);
        unknown.removeAll(FAMILIES.keySet());
        Set<String> needed = new TreeSet<>(List.of("base_url", "app_id", "app_secret"));
        for (String name : chosen) {
            if (FAMILIES.containsKey(name)) {
                needed.addAll(FAMILIES.get(name).needs());
            }
        }
        boolean users = needed.remove("users");
        List<String> missing = new ArrayList<>(needed.stream().filter(key -> config.text(key) == null).toList());
        if (users && config.users().isEmpty()) {
            missing.add("users");
        }
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            return "unknown families: " + unknown + "; missing settings: " + missing;
        }
        return users && config.users().size() < 3 ? "at least three users are needed" : null;
    }
}

// Reads the SDK's answers, checks values, and makes ids and names.
package menjin.conformance;

import com.lark.oapi.core.response.BaseResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

final class Answers {
    // Ids of the right shape that name nothing.
    static final String NO_USER = "ou_" + "0".repeat(32);
    static final String NO_DEPARTMENT = "od-" + "0".repeat(32);
    static final String NO_DOCUMENT = "doxcnNoSuchDocument00000000";
    static final String NO_APP = "cli_ffffffffffffffff";
    static final String NO_NUMBER = "7000000000000000001"; // device and rule ids are decimal numbers

    // The kinds of id every call here uses.
    static final String OPEN_ID = "open_id";
    static final String OPEN_DEPARTMENT_ID = "open_department_id";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Answers() {}

    /** One page of a list: its entries, whether there are more, and where they start. */
    record Page<T>(T[] entries, Boolean hasMore, String next) {}

    /** Asks for the page that starts at a token; null for the first. */
    interface Pager<T> {
        Page<T> page(String token) throws Exception;
    }

    /** The call's data. The SDK takes an answer without a code as a success, hence the look at the status. */
    static <T> T accepted(BaseResponse<T> response) throws Failed {
        if (response.getCode() != 0) {
            throw new Failed(response.getCode(), response.getMsg());
        }
        int status = response.getRawResponse().getStatusCode();
        check(status == 200, "code 0 came with HTTP " + status);
        return response.getData();
    }

    /** The call must have been refused with that very code. */
    static void refused(int code, BaseResponse<?> response) throws Failed {
        refused(code, response.getCode(), response.getMsg());
    }

    static void refused(int expected, int code, String msg) throws Failed {
        if (code == 0) {
            throw new Failed(0, "was accepted, should have been refused with " + expected);
        }
        if (code != expected) {
            throw new Failed(code, "expected " + expected + ", got: " + msg);
        }
    }

    static void check(boolean condition, String text) throws Failed {
        if (!condition) {
            throw new Failed(0, text);
        }
    }

    static void equal(Object got, Object expected, String what) throws Failed {
        check(Objects.equals(got, expected), what + " is " + got + ", not " + expected);
    }

    static void has(Collection<String> collection, String item, boolean present) throws Failed {
        check(collection.contains(item) == present,
                item + (present ? " missing from " : " still in ") + collection);
    }

    /** Every entry of a paged list. */
    static <T> List<T> pages(Pager<T> pager) throws Exception {
        List<T> found = new ArrayList<>();
        String token = null;
        for (int i = 0; i < 200; i++) {
            Page<T> page = pager.page(token);
            found.addAll(list(page.entries()));
            if (!Boolean.TRUE.equals(page.hasMore())) {
                return found;
            }
            check(page.next() != null && !page.next().isEmpty(), "has_more without page_token");
            token = page.next();
        }
        throw new Failed(0, "paging does not end");
    }

    /** The entries of an SDK array, none when it is absent. */
    static <T> List<T> list(T[] entries) {
        return entries == null ? List.of() : List.of(entries);
    }

    static List<String> sorted(Collection<String> collection) {
        return collection.stream().sorted().toList();
    }

    static String unique(String prefix) {
        byte[] random = new byte[3];
        RANDOM.nextBytes(random);
        return prefix + "-" + System.currentTimeMillis() / 1000 + "-" + HexFormat.of().formatHex(random);
    }

    static String uniqueMobile() {
        return "+86139%08d".formatted(RANDOM.nextInt(100_000_000));
    }
}

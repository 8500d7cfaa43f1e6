// One run: the configuration, the SDK client, and how many steps passed and failed.
package menjin.conformance;

import static menjin.conformance.Answers.accepted;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.service.authen.v1.model.CreateOidcAccessTokenReq;
import com.lark.oapi.service.authen.v1.model.CreateOidcAccessTokenReqBody;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class Suite {
    /** What a step does; it throws when something is not as it should be. */
    interface Action {
        void run() throws Exception;
    }

    /** A step that gives later ones something to work on. */
    interface Source<T> {
        T get() throws Exception;
    }

    final Client client;
    private final Config config;
    private int passed;
    private int failed;

    Suite(Config config) {
        this.config = config;
        this.client = Client.newBuilder(config.text("app_id"), config.text("app_secret"))
                .openBaseUrl(config.text("base_url").replaceAll("/+$", ""))
                .requestTimeout(30, TimeUnit.SECONDS)
                .build();
    }

    String text(String key) {
        return config.text(key);
    }

    List<String> users() {
        return config.users();
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    void step(String name, Action action, Object... needs) {
        give(name, () -> {
            action.run();
            return true;
        }, needs);
    }

    /** Runs one step and gives its result, or null; one whose inputs an earlier step did not deliver fails. */
    <T> T give(String name, Source<T> source, Object... needs) {
        try {
            for (Object need : needs) {
                if (need == null) {
                    throw new Failed("-", "an earlier step gave nothing to work on");
                }
            }
            T result = source.get();
            passed++;
            System.out.println("ok " + name);
            return result;
        } catch (Failed failure) {
            report(name, failure.getMessage());
        } catch (Exception error) { // SDK or transport error
            report(name, "- " + error);
        }
        return null;
    }

    private void report(String name, String text) {
        failed++;
        System.out.println("FAIL " + name + ": " + text);
    }

    /** The request option for calls that take a user token only. */
    RequestOptions asUser() throws Exception {
        if (text("user_access_token") == null && text("auth_code") != null) {
            var body = CreateOidcAccessTokenReqBody.newBuilder()
                    .grantType("authorization_code").code(text("auth_code")).build();
            var request = CreateOidcAccessTokenReq.newBuilder().createOidcAccessTokenReqBody(body).build();
            var answer = accepted(client.authen().v1().oidcAccessToken().create(request));
            config.put("user_access_token", answer.getAccessToken());
        }
        if (text("user_access_token") == null) {
            throw new Failed("-", "set FEISHU_USER_ACCESS_TOKEN or FEISHU_AUTH_CODE");
        }
        return userToken(text("user_access_token"));
    }

    static RequestOptions userToken(String token) {
        return RequestOptions.newBuilder().userAccessToken(token).build();
    }
}

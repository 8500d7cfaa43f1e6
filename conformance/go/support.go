// What all families share: configuration, the SDK client, steps, and the reading of answers.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkauthen "github.com/larksuite/oapi-sdk-go/v3/service/authen/v1"
)

// Ids of the right shape that name nothing.
const (
	noUser       = "ou_00000000000000000000000000000000"
	noDepartment = "od-00000000000000000000000000000000"
	noDocument   = "doxcnNoSuchDocument00000000"
	noApp        = "cli_ffffffffffffffff"
	noNumber     = "7000000000000000001" // device and rule ids are decimal numbers
)

// The kinds of id every call here uses.
const (
	openID           = "open_id"
	openDepartmentID = "open_department_id"
)

var environment = map[string]string{
	"base_url":                    "FEISHU_BASE_URL",
	"app_id":                      "FEISHU_APP_ID",
	"app_secret":                  "FEISHU_APP_SECRET",
	"docx_token":                  "FEISHU_DOCX_TOKEN",
	"device_id":                   "FEISHU_DEVICE_ID",
	"performance_group_id":        "FEISHU_PERFORMANCE_GROUP_ID",
	"performance_closed_group_id": "FEISHU_PERFORMANCE_CLOSED_GROUP_ID",
	"target_app_id":               "FEISHU_TARGET_APP_ID",
	"user_access_token":           "FEISHU_USER_ACCESS_TOKEN",
	"user_open_id":                "FEISHU_USER_OPEN_ID",
	"auth_code":                   "FEISHU_AUTH_CODE",
}

// config holds the settings: the users, and every other one by its key in the fixture file.
type config struct {
	Users []string
	Text  map[string]string
}

// loadConfig reads the fixture file; environment variables win.
func loadConfig() (*config, error) {
	loaded := &config{Text: map[string]string{}}
	if path := os.Getenv("FEISHU_FIXTURE"); path != "" {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if err := loaded.read(content); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	for key, name := range environment {
		if value := os.Getenv(name); value != "" {
			loaded.Text[key] = value
		}
	}
	if list := os.Getenv("FEISHU_USERS"); list != "" {
		loaded.Users = nil
		for _, user := range strings.Split(list, ",") {
			if user = strings.TrimSpace(user); user != "" {
				loaded.Users = append(loaded.Users, user)
			}
		}
	}
	return loaded, nil
}

func (c *config) read(content []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	for key, value := range fields {
		if key == "users" {
			if err := json.Unmarshal(value, &c.Users); err != nil {
				return err
			}
			continue
		}
		var text string
		if err := json.Unmarshal(value, &text); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		c.Text[key] = text
	}
	return nil
}

// suite is one run: the configuration, the client, and how many steps passed and failed.
type suite struct {
	*config
	client         *lark.Client
	ctx            context.Context
	passed, failed int
}

func newSuite(config *config) *suite {
	client := lark.NewClient(config.Text["app_id"], config.Text["app_secret"],
		lark.WithOpenBaseUrl(strings.TrimRight(config.Text["base_url"], "/")),
		lark.WithLogLevel(larkcore.LogLevelError))
	return &suite{config: config, client: client, ctx: context.Background()}
}

// step runs one step; one whose inputs an earlier step did not deliver counts as failed.
func (s *suite) step(name string, action func() error, needs ...string) {
	err := func() (err error) {
		defer func() { // an answer without an expected object ends in a nil pointer
			if fault := recover(); fault != nil {
				err = failure("-", fmt.Sprint(fault))
			}
		}()
		for _, need := range needs {
			if need == "" {
				return failure("-", "an earlier step gave nothing to work on")
			}
		}
		return action()
	}()
	if err != nil {
		s.failed++
		fmt.Printf("FAIL %s: %v\n", name, err)
		return
	}
	s.passed++
	fmt.Printf("ok %s\n", name)
}

// userToken gives the token for calls that take a user token only.
func (s *suite) userToken() (string, error) {
	if s.Text["user_access_token"] == "" && s.Text["auth_code"] != "" {
		body := larkauthen.NewCreateOidcAccessTokenReqBodyBuilder().
			GrantType("authorization_code").Code(s.Text["auth_code"]).Build()
		resp, err := s.client.Authen.V1.OidcAccessToken.Create(s.ctx,
			larkauthen.NewCreateOidcAccessTokenReqBuilder().Body(body).Build())
		if err := expect(resp, err).accepted(); err != nil {
			return "", err
		}
		s.Text["user_access_token"] = value(resp.Data.AccessToken)
	}
	if s.Text["user_access_token"] == "" {
		return "", failure("-", "set FEISHU_USER_ACCESS_TOKEN or FEISHU_AUTH_CODE")
	}
	return s.Text["user_access_token"], nil
}

// asUser is the request option that sends the user token.
func (s *suite) asUser() larkcore.RequestOptionFunc {
	return larkcore.WithUserAccessToken(s.Text["user_access_token"])
}

// failure is a step's failure with a code and a text.
func failure(code any, text string) error {
	return fmt.Errorf("%v %s", code, text)
}

// answer is what a call came to: the platform's code and msg, or the SDK's error.
type answer struct {
	code int
	msg  string
	err  error
}

// expect reads an SDK response, every one of which embeds larkcore.CodeError.
func expect(resp any, err error) answer {
	var refusal *larkcore.CodeError
	if errors.As(err, &refusal) {
		return answer{code: refusal.Code, msg: refusal.Msg}
	}
	if err != nil {
		return answer{err: failure("-", err.Error())}
	}
	got := reflect.ValueOf(resp).Elem().FieldByName("CodeError").Interface().(larkcore.CodeError)
	return answer{code: got.Code, msg: got.Msg}
}

// accepted fails unless the call succeeded.
func (a answer) accepted() error {
	if a.err != nil {
		return a.err
	}
	if a.code != 0 {
		return failure(a.code, a.msg)
	}
	return nil
}

// refused fails unless the call was refused with that very code.
func (a answer) refused(code int) error {
	switch {
	case a.err != nil:
		return a.err
	case a.code == 0:
		return failure(0, fmt.Sprintf("was accepted, should have been refused with %d", code))
	case a.code != code:
		return failure(a.code, fmt.Sprintf("expected %d, got: %s", code, a.msg))
	}
	return nil
}

func check(condition bool, format string, values ...any) error {
	if condition {
		return nil
	}
	return failure(0, fmt.Sprintf(format, values...))
}

func equal(got, expected any, what string) error {
	return check(reflect.DeepEqual(got, expected), "%s is %v, not %v", what, got, expected)
}

func has(collection []string, item string, present bool) error {
	word := "missing from"
	if !present {
		word = "still in"
	}
	return check(contains(collection, item) == present, "%s %s %v", item, word, collection)
}

func contains(collection []string, item string) bool {
	for _, one := range collection {
		if one == item {
			return true
		}
	}
	return false
}

// pages reads a paged list to its end; one reads a page and says where the next one starts.
func pages(one func(token string) (more bool, next string, err error)) error {
	token := ""
	for i := 0; i < 200; i++ {
		more, next, err := one(token)
		if err != nil || !more {
			return err
		}
		if next == "" {
			return failure(0, "has_more without page_token")
		}
		token = next
	}
	return failure(0, "paging does not end")
}

// value is what a pointer of an SDK model points at, or the zero value.
func value[T any](pointer *T) T {
	if pointer == nil {
		var zero T
		return zero
	}
	return *pointer
}

func sorted(list []string) []string {
	ordered := append([]string{}, list...)
	sort.Strings(ordered)
	return ordered
}

func unique(prefix string) string {
	random := make([]byte, 3)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	return fmt.Sprintf("%s-%d-%s", prefix, time.Now().Unix(), hex.EncodeToString(random))
}

func uniqueMobile() string {
	number, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("+86139%08d", number)
}

// Who the user token belongs to.
package main

import (
	"strings"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
)

func runIdentity(s *suite) {
	token := ""
	s.step("user_token", func() (err error) {
		token, err = s.userToken()
		return err
	})
	s.step("authen.user_info", func() error { return s.userInfo() }, token)
	s.step("authen.user_info.unknown_token", func() error {
		return expect(s.client.Authen.V1.UserInfo.Get(s.ctx,
			larkcore.WithUserAccessToken("u-nobody-was-given-this-token"))).refused(99991668)
	})
}

func (s *suite) userInfo() error {
	resp, err := s.client.Authen.V1.UserInfo.Get(s.ctx, s.asUser())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	person := value(resp.Data.OpenId)
	if err := check(value(resp.Data.Name) != "", "no name in the answer"); err != nil {
		return err
	}
	if err := check(strings.HasPrefix(person, "ou_"), "open_id is %q", person); err != nil {
		return err
	}
	if expected := s.Text["user_open_id"]; expected != "" {
		return equal(person, expected, "open_id")
	}
	return nil
}

// Members of a people group of performance reviews (performance v2).
package main

import (
	larkperformance "github.com/larksuite/oapi-sdk-go/v3/service/performance/v2"
)

// performance makes the calls of this family.
type performance struct{ *suite }

func (p performance) write(group, clientToken string, users []string) (*larkperformance.WriteUserGroupUserRelResp, error) {
	return p.client.Performance.V2.UserGroupUserRel.Write(p.ctx, larkperformance.NewWriteUserGroupUserRelReqBuilder().
		ClientToken(clientToken).UserIdType(openID).
		Body(larkperformance.NewWriteUserGroupUserRelReqBodyBuilder().
			GroupId(group).ScopeVisibleSetting(1).UserIds(users).Build()).Build())
}

// writeGives checks who was written and, in unknown, who was not found.
func (p performance) writeGives(group, clientToken string, users, written, unknown []string) error {
	resp, err := p.write(group, clientToken, users)
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	if resp.Data.Data == nil {
		return failure(0, "no data inside data")
	}
	if err := equal(sorted(resp.Data.Data.SuccessUserIds), sorted(written), "success_user_ids"); err != nil {
		return err
	}
	var got, expected []any
	for _, one := range resp.Data.Data.FailUserDatas {
		got = append(got, value(one.UserId), value(one.FailCode))
	}
	for _, user := range unknown {
		expected = append(expected, user, 1)
	}
	return equal(got, expected, "fail_user_datas")
}

func runPerformance(s *suite) {
	api, users, step := performance{s}, s.Users, s.step
	group, closedGroup := s.Text["performance_group_id"], s.Text["performance_closed_group_id"]
	first := unique("ct")

	step("user_group_user_rel.write", func() error { return api.writeGives(group, first, users, users, nil) })
	step("user_group_user_rel.write.repeated_token", func() error {
		return expect(api.write(group, first, users)).refused(1580110)
	})
	step("user_group_user_rel.write.unknown_group", func() error {
		return expect(api.write(unique("none"), unique("ct"), users)).refused(1580102)
	})
	step("user_group_user_rel.write.no_api_import", func() error {
		return expect(api.write(closedGroup, unique("ct"), users)).refused(1580401)
	})
	step("user_group_user_rel.write.unknown_user", func() error {
		return api.writeGives(group, unique("ct"), []string{users[0], users[1], noUser}, users[:2], []string{noUser})
	})
	step("user_group_user_rel.write.smaller", func() error {
		return api.writeGives(group, unique("ct"), users[:1], users[:1], nil)
	})
}

// User groups and their members (contact v3).
package main

import (
	larkcontact "github.com/larksuite/oapi-sdk-go/v3/service/contact/v3"
)

// groups makes the calls of this family, with the ids and types the steps use.
type groups struct{ *suite }

func entries(users []string) []*larkcontact.Memberlist {
	var list []*larkcontact.Memberlist
	for _, user := range users {
		list = append(list, larkcontact.NewMemberlistBuilder().
			MemberId(user).MemberType("user").MemberIdType(openID).Build())
	}
	return list
}

func (g groups) create(group *larkcontact.GroupBuilder) (*larkcontact.CreateGroupResp, error) {
	return g.client.Contact.V3.Group.Create(g.ctx, larkcontact.NewCreateGroupReqBuilder().
		UserIdType(openID).DepartmentIdType(openDepartmentID).
		Group(group.Description("made by a test").Build()).Build())
}

func ordinary(name string) *larkcontact.GroupBuilder {
	return larkcontact.NewGroupBuilder().Name(name).Type(1)
}

func (g groups) get(id string) (*larkcontact.GetGroupResp, error) {
	return g.client.Contact.V3.Group.Get(g.ctx, larkcontact.NewGetGroupReqBuilder().
		GroupId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).Build())
}

// getIs checks a group; a negative number of members is not looked at.
func (g groups) getIs(id, name string, members int) error {
	resp, err := g.get(id)
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	group := resp.Data.Group
	got := []any{value(group.Id), value(group.Name), value(group.Type)}
	if err := equal(got, []any{id, name, 1}, "id, name, type"); err != nil || members < 0 {
		return err
	}
	return equal(value(group.MemberUserCount), members, "member_user_count")
}

func (g groups) patch(id, name string) (*larkcontact.PatchGroupResp, error) {
	return g.client.Contact.V3.Group.Patch(g.ctx, larkcontact.NewPatchGroupReqBuilder().
		GroupId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).
		Group(larkcontact.NewGroupBuilder().Name(name).Description("renamed").Build()).Build())
}

func (g groups) delete(id string) (*larkcontact.DeleteGroupResp, error) {
	return g.client.Contact.V3.Group.Delete(g.ctx, larkcontact.NewDeleteGroupReqBuilder().GroupId(id).Build())
}

func (g groups) listIDs() (ids []string, err error) {
	err = pages(func(token string) (bool, string, error) {
		request := larkcontact.NewSimplelistGroupReqBuilder().PageSize(50).Type(1)
		if token != "" {
			request.PageToken(token)
		}
		resp, err := g.client.Contact.V3.Group.Simplelist(g.ctx, request.Build())
		if err := expect(resp, err).accepted(); err != nil {
			return false, "", err
		}
		for _, group := range resp.Data.Grouplist {
			ids = append(ids, value(group.Id))
		}
		return value(resp.Data.HasMore), value(resp.Data.PageToken), nil
	})
	return ids, err
}

// listIDsByIterator uses the SDK's own paging, which goes on for ever when the last page has a page_token.
func (g groups) listIDsByIterator() (ids []string, err error) {
	iterator, err := g.client.Contact.V3.Group.SimplelistByIterator(g.ctx,
		larkcontact.NewSimplelistGroupReqBuilder().PageSize(1).Type(1).Build())
	if err != nil {
		return nil, failure("-", err.Error())
	}
	for len(ids) <= 500 { // a tenant has no more groups than that
		more, group, err := iterator.Next()
		if err != nil {
			return nil, failure("-", err.Error())
		}
		if !more {
			return ids, nil
		}
		ids = append(ids, value(group.Id))
	}
	return nil, failure(0, "paging does not end")
}

func (g groups) ofUser(user string) (ids []string, err error) {
	err = pages(func(token string) (bool, string, error) {
		request := larkcontact.NewMemberBelongGroupReqBuilder().
			MemberId(user).MemberIdType(openID).GroupType(1).PageSize(50)
		if token != "" {
			request.PageToken(token)
		}
		resp, err := g.client.Contact.V3.Group.MemberBelong(g.ctx, request.Build())
		if err := expect(resp, err).accepted(); err != nil {
			return false, "", err
		}
		ids = append(ids, resp.Data.GroupList...)
		return value(resp.Data.HasMore), value(resp.Data.PageToken), nil
	})
	return ids, err
}

func (g groups) memberPage(id string, size int, token string) (*larkcontact.SimplelistGroupMemberResp, error) {
	request := larkcontact.NewSimplelistGroupMemberReqBuilder().
		GroupId(id).PageSize(size).MemberIdType(openID).MemberType("user")
	if token != "" {
		request.PageToken(token)
	}
	return g.client.Contact.V3.GroupMember.Simplelist(g.ctx, request.Build())
}

func (g groups) membersAre(id string, size int, expected []string) error {
	var members []string
	err := pages(func(token string) (bool, string, error) {
		resp, err := g.memberPage(id, size, token)
		if err := expect(resp, err).accepted(); err != nil {
			return false, "", err
		}
		for _, member := range resp.Data.Memberlist {
			members = append(members, value(member.MemberId))
		}
		return value(resp.Data.HasMore), value(resp.Data.PageToken), nil
	})
	if err != nil {
		return err
	}
	return equal(sorted(members), sorted(expected), "members")
}

func (g groups) add(id, user string) (*larkcontact.AddGroupMemberResp, error) {
	return g.client.Contact.V3.GroupMember.Add(g.ctx, larkcontact.NewAddGroupMemberReqBuilder().GroupId(id).
		Body(larkcontact.NewAddGroupMemberReqBodyBuilder().
			MemberType("user").MemberIdType(openID).MemberId(user).Build()).Build())
}

// batchAddGives checks that every user gets the same code in the list of results.
func (g groups) batchAddGives(id string, users []string, code int) error {
	resp, err := g.client.Contact.V3.GroupMember.BatchAdd(g.ctx, larkcontact.NewBatchAddGroupMemberReqBuilder().
		GroupId(id).Body(larkcontact.NewBatchAddGroupMemberReqBodyBuilder().Members(entries(users)).Build()).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	var got, expected []any
	for _, result := range resp.Data.Results {
		got = append(got, value(result.MemberId), value(result.Code))
	}
	for _, user := range users {
		expected = append(expected, user, code)
	}
	return equal(got, expected, "results")
}

func (g groups) remove(id, user string) (*larkcontact.RemoveGroupMemberResp, error) {
	return g.client.Contact.V3.GroupMember.Remove(g.ctx, larkcontact.NewRemoveGroupMemberReqBuilder().GroupId(id).
		Body(larkcontact.NewRemoveGroupMemberReqBodyBuilder().
			MemberType("user").MemberIdType(openID).MemberId(user).Build()).Build())
}

func (g groups) batchRemove(id string, users []string) (*larkcontact.BatchRemoveGroupMemberResp, error) {
	return g.client.Contact.V3.GroupMember.BatchRemove(g.ctx, larkcontact.NewBatchRemoveGroupMemberReqBuilder().
		GroupId(id).Body(larkcontact.NewBatchRemoveGroupMemberReqBodyBuilder().Members(entries(users)).Build()).Build())
}

func runGroups(s *suite) {
	api, users, step := groups{s}, s.Users, s.step
	name, renamed, id := unique("life"), unique("life-renamed"), ""

	step("group.create", func() error {
		resp, err := api.create(ordinary(name))
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		id = value(resp.Data.GroupId)
		return check(id != "", "no group_id in the answer")
	})
	step("group.create.duplicate_name", func() error {
		return expect(api.create(ordinary(name))).refused(47009)
	}, id)
	step("group.create.empty_name", func() error { return expect(api.create(ordinary(""))).refused(42001) })
	step("group.create.dynamic", func() error {
		return expect(api.create(ordinary(unique("life")).Type(2))).refused(42003)
	})
	step("group.create.taken_id", func() error {
		return expect(api.create(ordinary(unique("life")).GroupId(id))).refused(47005)
	}, id)
	step("group.get", func() error { return api.getIs(id, name, 0) }, id)
	step("group.patch", func() error { return expect(api.patch(id, renamed)).accepted() }, id)
	step("group.get.renamed", func() error { return api.getIs(id, renamed, -1) }, id)
	step("group.simplelist", func() error { return listed(api.listIDs)(id, true) }, id)
	step("group.simplelist.iterator", func() error { return listed(api.listIDsByIterator)(id, true) }, id)
	runMembers(api, id, renamed, users)
	step("group.delete", func() error { return expect(api.delete(id)).accepted() }, id)
	step("group.get.deleted", func() error { return expect(api.get(id)).refused(42002) }, id)
	step("group.delete.again", func() error { return expect(api.delete(id)).refused(42002) }, id)
}

// listed turns a list into a check for one of its entries.
func listed(list func() ([]string, error)) func(id string, present bool) error {
	return func(id string, present bool) error {
		ids, err := list()
		if err != nil {
			return err
		}
		return has(ids, id, present)
	}
}

// runMembers fills the group and empties it again.
func runMembers(api groups, id, name string, users []string) {
	step := api.step
	belongs := listed(func() ([]string, error) { return api.ofUser(users[0]) })

	step("group_member.add", func() error { return expect(api.add(id, users[0])).accepted() }, id)
	step("group_member.add.existing", func() error { return expect(api.add(id, users[0])).refused(42005) }, id)
	step("group_member.add.unknown_user", func() error { return expect(api.add(id, noUser)).refused(41073) }, id)
	step("group_member.batch_add", func() error { return api.batchAddGives(id, users[1:], 0) }, id)
	step("group_member.batch_add.existing", func() error { return api.batchAddGives(id, users[:1], 42005) }, id)
	step("group_member.simplelist", func() error { return api.membersAre(id, 50, users) }, id)
	step("group_member.simplelist.paged", func() error { return api.membersAre(id, 1, users) }, id)
	step("group_member.simplelist.unknown_group", func() error {
		return expect(api.memberPage(unique("none"), 50, "")).refused(42002)
	})
	step("group.get.counts", func() error { return api.getIs(id, name, len(users)) }, id)
	step("group.member_belong", func() error { return belongs(id, true) }, id)
	step("group.delete.not_empty", func() error { return expect(api.delete(id)).refused(42017) }, id)
	step("group_member.remove", func() error { return expect(api.remove(id, users[0])).accepted() }, id)
	step("group_member.remove.not_a_member", func() error { return expect(api.remove(id, users[0])).accepted() }, id)
	step("group.member_belong.gone", func() error { return belongs(id, false) }, id)
	step("group_member.batch_remove", func() error { return expect(api.batchRemove(id, users[1:])).accepted() }, id)
	step("group_member.simplelist.empty", func() error { return api.membersAre(id, 50, nil) }, id)
}

// Documents, folders and their collaborators (docx v1, drive v1).
package main

import (
	"fmt"

	larkdocx "github.com/larksuite/oapi-sdk-go/v3/service/docx/v1"
	larkdrive "github.com/larksuite/oapi-sdk-go/v3/service/drive/v1"
)

// docs makes the collaborator calls on one document.
type docs struct {
	*suite
	token string
}

func member(user, perm string) *larkdrive.BaseMemberBuilder {
	return larkdrive.NewBaseMemberBuilder().
		MemberType("openid").MemberId(user).Perm(perm).PermType("container").Type("user")
}

func (d docs) createOn(token string, one *larkdrive.BaseMemberBuilder) (*larkdrive.CreatePermissionMemberResp, error) {
	return d.client.Drive.V1.PermissionMember.Create(d.ctx, larkdrive.NewCreatePermissionMemberReqBuilder().
		Token(token).Type("docx").NeedNotification(false).BaseMember(one.Build()).Build())
}

func (d docs) create(one *larkdrive.BaseMemberBuilder) (*larkdrive.CreatePermissionMemberResp, error) {
	return d.createOn(d.token, one)
}

// batchCreateGives checks which of the users the answer names.
func (d docs) batchCreateGives(users, expected []string) error {
	var members []*larkdrive.Member
	for _, user := range users {
		members = append(members, larkdrive.NewMemberBuilder().
			MemberType("openid").MemberId(user).Perm("view").PermType("container").Type("user").Build())
	}
	resp, err := d.client.Drive.V1.PermissionMember.BatchCreate(d.ctx, larkdrive.NewBatchCreatePermissionMemberReqBuilder().
		Token(d.token).Type("docx").NeedNotification(false).
		Body(larkdrive.NewBatchCreatePermissionMemberReqBodyBuilder().Members(members).Build()).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	var got []string
	for _, one := range resp.Data.Members {
		got = append(got, value(one.MemberId))
	}
	return equal(sorted(got), sorted(expected), "members")
}

func (d docs) list() ([]*larkdrive.Member, error) {
	resp, err := d.client.Drive.V1.PermissionMember.List(d.ctx, larkdrive.NewListPermissionMemberReqBuilder().
		Token(d.token).Type("docx").Fields("*").Build())
	if err := expect(resp, err).accepted(); err != nil {
		return nil, err
	}
	return resp.Data.Items, nil
}

// roleIs checks the role of every user; an empty one means not in the list.
func (d docs) roleIs(perm string, users ...string) error {
	members, err := d.list()
	if err != nil {
		return err
	}
	roles := map[string]string{}
	for _, one := range members {
		roles[value(one.MemberId)] = value(one.Perm)
	}
	for _, user := range users {
		if err := equal(roles[user], perm, "the role of "+user); err != nil {
			return err
		}
	}
	return nil
}

func (d docs) update(user, perm string) (*larkdrive.UpdatePermissionMemberResp, error) {
	return d.client.Drive.V1.PermissionMember.Update(d.ctx, larkdrive.NewUpdatePermissionMemberReqBuilder().
		Token(d.token).MemberId(user).Type("docx").NeedNotification(false).
		BaseMember(larkdrive.NewBaseMemberBuilder().
			MemberType("openid").Perm(perm).PermType("container").Type("user").Build()).Build())
}

func (d docs) delete(user string) (*larkdrive.DeletePermissionMemberResp, error) {
	return d.client.Drive.V1.PermissionMember.Delete(d.ctx, larkdrive.NewDeletePermissionMemberReqBuilder().
		Token(d.token).MemberId(user).Type("docx").MemberType("openid").
		Body(larkdrive.NewDeletePermissionMemberReqBodyBuilder().Type("user").PermType("container").Build()).Build())
}

func (d docs) createDocument() error {
	title := unique("document")
	resp, err := d.client.Docx.V1.Document.Create(d.ctx, larkdocx.NewCreateDocumentReqBuilder().
		Body(larkdocx.NewCreateDocumentReqBodyBuilder().Title(title).Build()).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	if err := check(value(resp.Data.Document.DocumentId) != "", "no document_id in the answer"); err != nil {
		return err
	}
	return equal(value(resp.Data.Document.Title), title, "title")
}

func (d docs) createFolder() error {
	resp, err := d.client.Drive.V1.File.CreateFolder(d.ctx, larkdrive.NewCreateFolderFileReqBuilder().
		Body(larkdrive.NewCreateFolderFileReqBodyBuilder().Name(unique("folder")).FolderToken("").Build()).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	token, url := value(resp.Data.Token), value(resp.Data.Url)
	return check(token != "" && url != "", "answer is %q, %q", token, url)
}

// owner finds the owner, who leads the list with full_access.
func (d docs) owner(users []string) (string, error) {
	members, err := d.list()
	if err != nil {
		return "", err
	}
	if len(members) == 0 {
		return "", failure(0, "the list is empty")
	}
	user, perm := value(members[0].MemberId), value(members[0].Perm)
	return user, check(perm == "full_access" && !contains(users, user), "the first in the list is %s with %s", user, perm)
}

func runDocs(s *suite) {
	api, users, step := docs{s, s.Text["docx_token"]}, s.Users[:3], s.step
	owner := ""

	step("docx.create", api.createDocument)
	step("drive.create_folder", api.createFolder)
	step("permission_member.update.not_a_collaborator", func() error {
		return expect(api.update(users[0], "edit")).refused(1063003)
	})
	step("permission_member.create", func() error {
		resp, err := api.create(member(users[0], "view"))
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		got := []string{value(resp.Data.Member.MemberId), value(resp.Data.Member.Perm)}
		return equal(got, []string{users[0], "view"}, "member")
	})
	step("permission_member.create.unknown_member", func() error {
		return expect(api.create(member(noUser, "view"))).refused(1063001)
	})
	step("permission_member.create.department", func() error {
		department := member(noDepartment, "view").MemberType("opendepartmentid").Type("department")
		return expect(api.create(department)).refused(1063001)
	})
	step("permission_member.create.unknown_document", func() error {
		return expect(api.createOn(noDocument, member(users[0], "view"))).refused(1063001)
	})
	step("permission_member.batch_create", func() error { return api.batchCreateGives(users[1:], users[1:]) })
	step("permission_member.batch_create.partial", func() error {
		return api.batchCreateGives([]string{users[2], noUser}, users[2:])
	})
	step("permission_member.list", func() error { return api.roleIs("view", users...) })
	step("permission_member.owner", func() (err error) {
		owner, err = api.owner(users)
		return err
	})
	step("permission_member.create.owner", func() error {
		return expect(api.create(member(owner, "view"))).refused(1063003)
	}, owner)
	step("permission_member.update.owner", func() error {
		return expect(api.update(owner, "view")).refused(1063003)
	}, owner)
	step("permission_member.delete.owner", func() error { return expect(api.delete(owner)).refused(1063003) }, owner)
	step("permission_member.update", func() error {
		resp, err := api.update(users[1], "edit")
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		return equal(value(resp.Data.Member.Perm), "edit", "perm")
	})
	step("permission_member.list.updated", func() error { return api.roleIs("edit", users[1]) })
	step("permission_member.create.lower_role", func() error {
		return expect(api.create(member(users[1], "view"))).refused(1063003)
	})
	step("permission_member.auth", func() error {
		resp, err := s.client.Drive.V1.PermissionMember.Auth(s.ctx, larkdrive.NewAuthPermissionMemberReqBuilder().
			Token(api.token).Type("docx").Action("view").Build())
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		return equal(value(resp.Data.AuthResult), true, "auth_result")
	})
	for index, user := range users {
		user := user
		step(fmt.Sprintf("permission_member.delete.%d", index), func() error {
			return expect(api.delete(user)).accepted()
		})
	}
	step("permission_member.list.gone", func() error { return api.roleIs("", users...) })
}

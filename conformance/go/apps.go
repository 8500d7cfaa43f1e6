// Apps and their collaborators (application v6).
package main

import (
	larkapplication "github.com/larksuite/oapi-sdk-go/v3/service/application/v6"
)

// apps makes the calls of this family, by open_id.
type apps struct{ *suite }

// collaborator is a person in a role.
type collaborator struct{ user, role string }

func (a apps) get(id string) (*larkapplication.GetApplicationResp, error) {
	return a.client.Application.V6.Application.Get(a.ctx, larkapplication.NewGetApplicationReqBuilder().
		AppId(id).Lang("zh_cn").UserIdType(openID).Build())
}

func (a apps) list(id string) (map[collaborator]bool, error) {
	resp, err := a.client.Application.V6.ApplicationCollaborators.Get(a.ctx,
		larkapplication.NewGetApplicationCollaboratorsReqBuilder().AppId(id).UserIdType(openID).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return nil, err
	}
	found := map[collaborator]bool{}
	for _, one := range resp.Data.Collaborators {
		found[collaborator{value(one.UserId), value(one.Type)}] = true
	}
	return found, nil
}

// listHas checks that every one of them is, or is not, a collaborator.
func (a apps) listHas(id string, present bool, expected ...collaborator) error {
	found, err := a.list(id)
	if err != nil {
		return err
	}
	for _, one := range expected {
		if err := check(found[one] == present, "%v among %v: should be %v", one, found, present); err != nil {
			return err
		}
	}
	return nil
}

func (a apps) update(id string, adds []collaborator, removes []string) (*larkapplication.UpdateApplicationCollaboratorsResp, error) {
	body := larkapplication.NewUpdateApplicationCollaboratorsReqBodyBuilder()
	var list []*larkapplication.AppCollaborator
	for _, one := range adds {
		list = append(list, larkapplication.NewAppCollaboratorBuilder().UserId(one.user).Type(one.role).Build())
	}
	if len(list) > 0 {
		body.Adds(list)
	}
	if len(removes) > 0 {
		body.Removes(removes)
	}
	return a.client.Application.V6.ApplicationCollaborators.Update(a.ctx,
		larkapplication.NewUpdateApplicationCollaboratorsReqBuilder().
			AppId(id).UserIdType(openID).Body(body.Build()).Build())
}

func runApps(s *suite) {
	api, users, target, step := apps{s}, s.Users, s.Text["target_app_id"], s.step
	adds := []collaborator{{users[0], "administrator"}, {users[1], "developer"}}
	owner := ""

	step("application.get.me", func() error {
		resp, err := api.get("me")
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		if err := equal(value(resp.Data.App.AppId), s.Text["app_id"], "app_id"); err != nil {
			return err
		}
		if err := check(value(resp.Data.App.AppName) != "", "no app_name in the answer"); err != nil {
			return err
		}
		resp, err = api.get(target)
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		if resp.Data.App.Owner != nil {
			owner = value(resp.Data.App.Owner.OwnerId)
		}
		return check(owner != "", "no owner in the answer")
	})
	step("application.get.unknown", func() error { return expect(api.get(noApp)).refused(210506) })
	step("application.get.malformed", func() error { return expect(api.get("nonsense")).refused(210503) })
	step("collaborators.get", func() error { return api.listHas(target, true) })
	step("collaborators.update.add", func() error { return expect(api.update(target, adds, nil)).accepted() })
	step("collaborators.get.added", func() error { return api.listHas(target, true, adds...) })
	step("collaborators.update.bad_role", func() error {
		return expect(api.update(target, []collaborator{{users[2], "emperor"}}, users[:2])).refused(210001)
	})
	step("collaborators.update.unknown_user", func() error {
		return expect(api.update(target, []collaborator{{noUser, "developer"}}, users[:2])).refused(210001)
	})
	step("collaborators.update.add_and_remove", func() error {
		return expect(api.update(target, []collaborator{{users[0], "operator"}}, users[:1])).refused(210001)
	})
	step("collaborators.update.owner", func() error {
		return expect(api.update(target, nil, []string{owner})).refused(210001)
	}, owner)
	step("collaborators.update.unknown_app", func() error {
		return expect(api.update(noApp, adds, nil)).refused(210021)
	})
	step("collaborators.get.unchanged", func() error { return api.listHas(target, true, adds...) })
	step("collaborators.update.remove", func() error {
		return expect(api.update(target, nil, users[:2])).accepted()
	})
	step("collaborators.get.removed", func() error { return api.listHas(target, false, adds...) })
}

// Departments and the users in them (contact v3).
package main

import (
	"strings"

	larkcontact "github.com/larksuite/oapi-sdk-go/v3/service/contact/v3"
)

// departments makes the department calls, by open_department_id.
type departments struct{ *suite }

func (d departments) create(name, parent string) (*larkcontact.CreateDepartmentResp, error) {
	return d.client.Contact.V3.Department.Create(d.ctx, larkcontact.NewCreateDepartmentReqBuilder().
		UserIdType(openID).DepartmentIdType(openDepartmentID).
		Department(larkcontact.NewDepartmentBuilder().Name(name).ParentDepartmentId(parent).Build()).Build())
}

func (d departments) get(id string) (*larkcontact.GetDepartmentResp, error) {
	return d.client.Contact.V3.Department.Get(d.ctx, larkcontact.NewGetDepartmentReqBuilder().
		DepartmentId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).Build())
}

// getIs checks a department; a negative number of members is not looked at.
func (d departments) getIs(id, name string, members int) error {
	resp, err := d.get(id)
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	got := resp.Data.Department
	pair := []string{value(got.Name), value(got.ParentDepartmentId)}
	if err := equal(pair, []string{name, "0"}, "name, parent_department_id"); err != nil || members < 0 {
		return err
	}
	return equal(value(got.MemberCount), members, "member_count")
}

func (d departments) patch(id, name string) (*larkcontact.PatchDepartmentResp, error) {
	return d.client.Contact.V3.Department.Patch(d.ctx, larkcontact.NewPatchDepartmentReqBuilder().
		DepartmentId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).
		Department(larkcontact.NewDepartmentBuilder().Name(name).Build()).Build())
}

func (d departments) childrenOfRoot() (ids []string, err error) {
	err = pages(func(token string) (bool, string, error) {
		request := larkcontact.NewChildrenDepartmentReqBuilder().DepartmentId("0").PageSize(50).FetchChild(false).
			UserIdType(openID).DepartmentIdType(openDepartmentID)
		if token != "" {
			request.PageToken(token)
		}
		resp, err := d.client.Contact.V3.Department.Children(d.ctx, request.Build())
		if err := expect(resp, err).accepted(); err != nil {
			return false, "", err
		}
		for _, department := range resp.Data.Items {
			ids = append(ids, value(department.OpenDepartmentId))
		}
		return value(resp.Data.HasMore), value(resp.Data.PageToken), nil
	})
	return ids, err
}

func (d departments) delete(id string) (*larkcontact.DeleteDepartmentResp, error) {
	return d.client.Contact.V3.Department.Delete(d.ctx, larkcontact.NewDeleteDepartmentReqBuilder().
		DepartmentId(id).DepartmentIdType(openDepartmentID).Build())
}

// people makes the user calls, by open_id and open_department_id.
type people struct{ *suite }

// person is what a user is created with.
type person struct{ name, email, mobile, department string }

func (p people) create(one person) (*larkcontact.CreateUserResp, error) {
	return p.client.Contact.V3.User.Create(p.ctx, larkcontact.NewCreateUserReqBuilder().
		UserIdType(openID).DepartmentIdType(openDepartmentID).
		User(larkcontact.NewUserBuilder().Name(one.name).Email(one.email).Mobile(one.mobile).
			DepartmentIds([]string{one.department}).EmployeeType(1).Build()).Build())
}

func (p people) get(id string) (*larkcontact.GetUserResp, error) {
	return p.client.Contact.V3.User.Get(p.ctx, larkcontact.NewGetUserReqBuilder().
		UserId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).Build())
}

func (p people) getIs(id string, expected person, jobTitle string) error {
	resp, err := p.get(id)
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	user := resp.Data.User
	got := append([]string{value(user.Name), value(user.Email), value(user.JobTitle)}, user.DepartmentIds...)
	err = equal(got, []string{expected.name, expected.email, jobTitle, expected.department},
		"name, email, job_title, departments")
	if err != nil {
		return err
	}
	return p.resignedIs(id, false)
}

func (p people) resignedIs(id string, resigned bool) error {
	resp, err := p.get(id)
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	if resp.Data.User.Status == nil {
		return failure(0, "no status in the answer")
	}
	return equal(value(resp.Data.User.Status.IsResigned), resigned, "is_resigned")
}

func (p people) patch(id, name, jobTitle string) (*larkcontact.PatchUserResp, error) {
	return p.client.Contact.V3.User.Patch(p.ctx, larkcontact.NewPatchUserReqBuilder().
		UserId(id).UserIdType(openID).DepartmentIdType(openDepartmentID).
		User(larkcontact.NewUserBuilder().Name(name).JobTitle(jobTitle).Build()).Build())
}

func (p people) inDepartmentAre(department string, expected ...string) error {
	ids := []string{}
	err := pages(func(token string) (bool, string, error) {
		request := larkcontact.NewFindByDepartmentUserReqBuilder().DepartmentId(department).PageSize(50).
			UserIdType(openID).DepartmentIdType(openDepartmentID)
		if token != "" {
			request.PageToken(token)
		}
		resp, err := p.client.Contact.V3.User.FindByDepartment(p.ctx, request.Build())
		if err := expect(resp, err).accepted(); err != nil {
			return false, "", err
		}
		for _, user := range resp.Data.Items {
			ids = append(ids, value(user.OpenId))
		}
		return value(resp.Data.HasMore), value(resp.Data.PageToken), nil
	})
	if err != nil {
		return err
	}
	return equal(ids, append([]string{}, expected...), "users")
}

// idOfEmailIs checks the look-up by e-mail; an unknown address comes back without an id.
func (p people) idOfEmailIs(email, id string) error {
	resp, err := p.client.Contact.V3.User.BatchGetId(p.ctx, larkcontact.NewBatchGetIdUserReqBuilder().
		UserIdType(openID).Body(larkcontact.NewBatchGetIdUserReqBodyBuilder().Emails([]string{email}).Build()).Build())
	if err := expect(resp, err).accepted(); err != nil {
		return err
	}
	var got []string
	for _, found := range resp.Data.UserList {
		got = append(got, value(found.Email), value(found.UserId))
	}
	return equal(got, []string{email, id}, "user_list")
}

func (p people) delete(id string) (*larkcontact.DeleteUserResp, error) {
	return p.client.Contact.V3.User.Delete(p.ctx, larkcontact.NewDeleteUserReqBuilder().UserId(id).UserIdType(openID).
		Body(larkcontact.NewDeleteUserReqBodyBuilder().Build()).Build())
}

func runDirectory(s *suite) {
	api, users, step := departments{s}, people{s}, s.step
	name, renamed, department := unique("dept"), unique("dept-renamed"), ""

	step("department.create", func() error {
		resp, err := api.create(name, "0")
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		made := resp.Data.Department
		if err := equal(value(made.Name), name, "name"); err != nil {
			return err
		}
		got := value(made.OpenDepartmentId)
		if err := check(strings.HasPrefix(got, "od-"), "open_department_id is %q", got); err != nil {
			return err
		}
		department = got
		return nil
	})
	step("department.create.duplicate_name", func() error {
		return expect(api.create(name, "0")).refused(43022)
	}, department)
	step("department.create.unknown_parent", func() error {
		return expect(api.create(unique("dept"), noDepartment)).refused(40015)
	})
	step("department.create.slash_in_name", func() error {
		return expect(api.create(unique("de/pt"), "0")).refused(43029)
	})
	step("department.get", func() error { return api.getIs(department, name, 0) }, department)
	step("department.patch", func() error { return expect(api.patch(department, renamed)).accepted() }, department)
	step("department.get.renamed", func() error { return api.getIs(department, renamed, -1) }, department)
	step("department.children", func() error { return listed(api.childrenOfRoot)(department, true) }, department)
	runPeople(api, users, department, renamed)
	step("user.find_by_department.gone", func() error { return users.inDepartmentAre(department) }, department)
	step("department.delete", func() error { return expect(api.delete(department)).accepted() }, department)
	step("department.get.deleted", func() error { return expect(api.get(department)).refused(40015) }, department)
}

// runPeople takes one user of the department from joining to leaving.
func runPeople(api departments, users people, department, departmentName string) {
	step := users.step
	one := person{unique("person"), unique("person") + "@example.com", uniqueMobile(), department}
	renamed := one
	renamed.name = unique("person-renamed")
	other := func(change func(*person)) person {
		someone := person{unique("other"), unique("other") + "@example.com", uniqueMobile(), department}
		change(&someone)
		return someone
	}
	id := ""

	step("user.create", func() error {
		resp, err := users.create(one)
		if err := expect(resp, err).accepted(); err != nil {
			return err
		}
		if err := equal(value(resp.Data.User.Name), one.name, "name"); err != nil {
			return err
		}
		got := value(resp.Data.User.OpenId)
		if err := check(strings.HasPrefix(got, "ou_"), "open_id is %q", got); err != nil {
			return err
		}
		id = got
		return nil
	}, department)
	step("user.create.duplicate_mobile", func() error {
		return expect(users.create(other(func(p *person) { p.mobile = one.mobile }))).refused(41001)
	}, department, id)
	step("user.create.duplicate_email", func() error {
		return expect(users.create(other(func(p *person) { p.email = one.email }))).refused(41002)
	}, department, id)
	step("user.create.unknown_department", func() error {
		return expect(users.create(other(func(p *person) { p.department = noDepartment }))).refused(40004)
	})
	step("user.get", func() error { return users.getIs(id, one, "") }, department, id)
	step("user.get.unknown", func() error { return expect(users.get(noUser)).refused(99992351) })
	step("user.patch", func() error { return expect(users.patch(id, renamed.name, "tester")).accepted() }, id)
	step("user.get.patched", func() error { return users.getIs(id, renamed, "tester") }, department, id)
	step("user.find_by_department", func() error { return users.inDepartmentAre(department, id) }, department, id)
	step("user.batch_get_id", func() error { return users.idOfEmailIs(one.email, id) }, id)
	step("user.batch_get_id.unknown_email", func() error {
		return users.idOfEmailIs(unique("nobody")+"@example.com", "")
	})
	step("department.get.counts", func() error { return api.getIs(department, departmentName, 1) }, department, id)
	step("department.delete.not_empty", func() error {
		return expect(api.delete(department)).refused(43011)
	}, department, id)
	step("user.delete", func() error { return expect(users.delete(id)).accepted() }, id)
	step("user.get.resigned", func() error { return users.resignedIs(id, true) }, id)
	step("user.patch.resigned", func() error {
		return expect(users.patch(id, one.name, "tester")).refused(42006)
	}, id)
}
